package io.github.heatmill.registry;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a method or metric is to work: one of its variants, and values of its settings. Users write
 * {@code ID:VARIANT,NAME=VALUE,...}; the variant comes first. Immutable.
 */
public final class Options implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Options NONE = new Options(List.of(), List.of(), "", Map.of());

  private final List<String> variants;
  private final List<Setting> settings;
  private final String variant;
  private final TreeMap<String, Double> changed;

  private Options(
      List<String> variants, List<Setting> settings, String variant, Map<String, Double> changed) {
    this.variants = List.copyOf(variants);
    this.settings = List.copyOf(settings);
    this.variant = variant;
    this.changed = new TreeMap<>(changed);
  }

  /** For what works in one way alone. */
  public static Options none() {
    return NONE;
  }

  /** What is offered, everything at its standard. */
  public static Options of(List<String> variants, Setting... settings) {
    return new Options(variants, List.of(settings), "", Map.of());
  }

  /** The variant that was asked for; empty for the standard one. */
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
    return settings.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  /** The variants that there are beside the standard one. */
  public List<String> variants() {
    return variants;
  }

  /** The settings that there are. */
  public List<Setting> settings() {
    return settings;
  }

  /**
   * Reads what stands behind the colon.
   *
   * @param of the id of what is asked, for messages
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
              ? variants.contains(name) && part == parts.get(0)
              : settings.stream().anyMatch(s -> s.name().equals(name));
      if (!known) {
        throw new IllegalArgumentException(unknown(of, part));
      }
      if (equals < 0) {
        chosen = name;
      } else {
        Setting setting = setting(name);
        double value = setting.read(of, part.substring(equals + 1));
        if (value != setting.standard()) {
          values.put(name, value);
        }
      }
    }
    return new Options(variants, settings, chosen, values);
  }

  private String unknown(String of, String part) {
    List<String> known = new ArrayList<>(variants);
    settings.forEach(s -> known.add(s.name() + "=" + Setting.text(s.standard())));
    String remedy = known.isEmpty() ? "it has none" : "known: " + String.join(", ", known);
    return "Unknown option of " + of + ": " + part + " (" + remedy + ")";
  }

  /** The canonical form: what differs from the standard, settings in alphabetical order. */
  String suffix() {
    List<String> parts = new ArrayList<>();
    if (!variant.isEmpty()) {
      parts.add(variant);
    }
    changed.forEach((name, value) -> parts.add(name + "=" + Setting.text(value)));
    return parts.isEmpty() ? "" : ":" + String.join(",", parts);
  }
}
