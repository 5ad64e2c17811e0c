package io.github.heatmill.registry;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The options of a method or metric: one of its variants and the values of its settings. Users
 * write {@code ID:VARIANT,NAME=VALUE,...}; the variant comes first. Immutable.
 */
public final class Options implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Options NONE = of(List.of());

  private final Offer offer;
  private final String variant;
  private final TreeMap<String, Double> changed;

  /**
   * The variants and settings that users can choose.
   *
   * @param special settings with another default under a variant, by variant
   */
  private record Offer(
      List<String> variants, List<Setting> settings, Map<String, List<Setting>> special)
      implements Serializable {

    Setting setting(String variant, String name) {
      return Stream.concat(special.getOrDefault(variant, List.of()).stream(), settings.stream())
          .filter(s -> s.name().equals(name))
          .findFirst()
          .orElseThrow();
    }
  }

  private Options(Offer offer, String variant, Map<String, Double> changed) {
    this.offer = offer;
    this.variant = variant;
    this.changed = new TreeMap<>(changed);
  }

  /** The options of a method or metric that has none. */
  public static Options none() {
    return NONE;
  }

  /** Options with the default variant and default settings. */
  public static Options of(List<String> variants, Setting... settings) {
    Offer offer = new Offer(List.copyOf(variants), List.of(settings), Map.of());
    return new Options(offer, "", Map.of());
  }

  /**
   * The same options, with other defaults of some settings under one variant.
   *
   * @param settings settings with the names of existing ones
   */
  public Options under(String one, Setting... settings) {
    Map<String, List<Setting>> special = new TreeMap<>(offer.special());
    special.put(one, List.of(settings));
    return new Options(new Offer(variants(), settings(), special), variant, changed);
  }

  /** The chosen variant; empty for the default. */
  public String variant() {
    return variant;
  }

  /** The value of a setting. */
  public double number(String name) {
    return changed.getOrDefault(name, setting(name).standard());
  }

  /** The value of a setting that is a whole number. */
  public int count(String name) {
    return (int) number(name);
  }

  private Setting setting(String name) {
    return offer.setting(variant, name);
  }

  /** The variants besides the default. */
  public List<String> variants() {
    return offer.variants();
  }

  /** All settings. */
  public List<Setting> settings() {
    return offer.settings();
  }

  /**
   * Reads the text after the colon.
   *
   * @param of the id of the method or metric, for messages
   * @throws IllegalArgumentException if an option is unknown, naming those that are known, or has a
   *     value that is not allowed
   */
  Options read(String of, String text) {
    String chosen = "";
    Map<String, Double> values = new TreeMap<>();
    List<String> parts = List.of(text.split(",", -1));
    for (String part : parts) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      boolean known =
          equals < 0
              ? variants().contains(name) && part == parts.get(0)
              : settings().stream().anyMatch(s -> s.name().equals(name));
      if (!known) {
        throw new IllegalArgumentException(unknown(of, part));
      }
      if (equals < 0) {
        chosen = name;
      } else {
        Setting setting = offer.setting(chosen, name);
        double value = setting.read(of, part.substring(equals + 1));
        if (value != setting.standard()) {
          values.put(name, value);
        }
      }
    }
    return new Options(offer, chosen, values);
  }

  private String unknown(String of, String part) {
    List<String> known = new ArrayList<>(variants());
    settings().forEach(s -> known.add(s.name() + "=" + Setting.text(s.standard())));
    String remedy = known.isEmpty() ? "it has none" : "known: " + String.join(", ", known);
    return "Unknown option of " + of + ": " + part + " (" + remedy + ")";
  }

  /**
   * The canonical form: the values that differ from the defaults, settings in alphabetical order.
   */
  String suffix() {
    List<String> parts = new ArrayList<>();
    if (!variant.isEmpty()) {
      parts.add(variant);
    }
    changed.forEach((name, value) -> parts.add(name + "=" + Setting.text(value)));
    return parts.isEmpty() ? "" : ":" + String.join(",", parts);
  }
}
