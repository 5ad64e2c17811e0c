package io.github.heatmill.model.djl.layer;

import io.github.heatmill.model.Access;
import io.github.heatmill.model.ModelRunException;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.djl.layer.LayerCatalog.Entry;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.model.layout.InputSize;
import io.github.heatmill.model.layout.Layout;
import io.github.heatmill.model.layout.LayoutOverrides;
import io.github.heatmill.model.output.NetworkOutput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The layers of a saved network with the layouts of their outputs. The network runs on a few images
 * of noise when they are first asked for. Safe for use by several threads at once.
 */
public final class MapLayers {
  private final NetworkFile script;
  private final InputSize input;
  private final LayoutOverrides overrides;
  private final NetworkOutput output;
  private final Map<String, Entry> entries = new HashMap<>();
  private Optional<LayerCatalog> all = Optional.empty();

  /**
   * Prepares to measure layers.
   *
   * @param overrides layouts that replace those that are found
   */
  public MapLayers(NetworkFile script, InputSize input, LayoutOverrides overrides) {
    this(script, input, overrides, NetworkOutput.LOGITS);
  }

  private MapLayers(
      NetworkFile script, InputSize input, LayoutOverrides overrides, NetworkOutput output) {
    this.script = script;
    this.input = input;
    this.overrides = overrides;
    this.output = output;
  }

  /** The same layers, with other layouts that replace those that are found. */
  public MapLayers with(LayoutOverrides others) {
    return new MapLayers(script, input, others, output);
  }

  /** The same layers of a network with another output. */
  public MapLayers with(NetworkOutput other) {
    return other.path().equals(output.path())
        ? this
        : new MapLayers(script, input, overrides, other);
  }

  /**
   * All layers.
   *
   * @throws ModelRunException if the network does not run
   * @throws IllegalArgumentException if a layout that the user names does not fit
   */
  public synchronized LayerCatalog all() {
    if (all.isEmpty()) {
      all = Optional.of(remember(measurement().all()));
    }
    return all.get();
  }

  private LayerMeasurement measurement() {
    overrides.byLayer().keySet().stream()
        .sorted()
        .flatMap(layer -> script.problem(layer).stream())
        .findFirst()
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException("Invalid layout: " + problem);
            });
    return new LayerMeasurement(script, input, overrides, output);
  }

  /** The entries of some layers, in their order. */
  private synchronized List<Entry> entries(List<String> layers) {
    if (!entries.keySet().containsAll(layers)) {
      remember(measurement().some(Set.copyOf(layers)));
    }
    return layers.stream().map(entries::get).toList();
  }

  private LayerCatalog remember(LayerCatalog catalog) {
    catalog.entries().forEach(entry -> entries.put(entry.layer().path(), entry));
    return catalog;
  }

  /**
   * The reasons why some layers cannot be explained or their outputs are no maps, one sentence for
   * each. Where the network does not run at all there are none: that shows when it is opened.
   */
  public List<String> problems(List<String> layers) {
    List<String> closed = layers.stream().flatMap(layer -> script.problem(layer).stream()).toList();
    if (!closed.isEmpty()) {
      return closed;
    }
    try {
      return entries(layers).stream()
          .filter(entry -> !entry.reading().layout().isMap())
          .map(
              entry ->
                  "Layer has no map: its output "
                      + entry.shapeText()
                      + " "
                      + entry.reading().reason()
                      + " (layer "
                      + entry.layer().path()
                      + "; name another, or how to read it with --layout "
                      + entry.layer().path()
                      + "=LAYOUT)")
          .toList();
    } catch (ModelRunException e) {
      return List.of();
    }
  }

  /** The request with the layouts of all layers that the opened network must know. */
  public OpeningRequest complete(OpeningRequest wanted) {
    boolean everywhere = wanted.access().contains(Access.BIASES);
    boolean named = wanted.layers().stream().allMatch(overrides.byLayer()::containsKey);
    if (named && !everywhere) {
      return wanted.withLayouts(overrides.byLayer());
    }
    try {
      List<Entry> known = everywhere ? all().entries() : entries(wanted.layers());
      return wanted.withLayouts(
          known.stream()
              .collect(Collectors.toMap(e -> e.layer().path(), e -> e.reading().layout())));
    } catch (ModelRunException e) {
      return wanted;
    }
  }

  /** A warning about layers that were chosen because the user named none. */
  public synchronized Optional<String> warning(List<String> layers) {
    return all.filter(catalog -> catalog.auto().map(List::of).equals(Optional.of(layers)))
        .flatMap(LayerCatalog::warning);
  }

  /**
   * Sentences about layers that the user has read in another way than their outputs show, among
   * those that were measured.
   */
  public synchronized List<String> contradictions(List<String> layers) {
    return layers.stream()
        .distinct()
        .filter(entries::containsKey)
        .map(entries::get)
        .filter(entry -> entry.reading().contradictsChanges())
        .map(
            entry ->
                "The layer "
                    + entry.layer().path()
                    + " is read as "
                    + entry.reading().layout()
                    + ", "
                    + entry.reading().reason())
        .toList();
  }

  /** The layouts of some layers, by path, of those that are not {@code nchw}. */
  public Map<String, String> others(List<String> layers) {
    OpeningRequest complete = complete(OpeningRequest.at(layers, Set.of()));
    return layers.stream()
        .distinct()
        .filter(layer -> !complete.layout(layer).equals(Layout.NCHW))
        .collect(Collectors.toMap(layer -> layer, layer -> complete.layout(layer).toString()));
  }
}
