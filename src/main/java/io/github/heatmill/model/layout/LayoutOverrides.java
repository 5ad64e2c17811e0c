package io.github.heatmill.model.layout;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The layouts that a user names, which replace those that are found.
 *
 * @param every the layout of all layers that {@code byLayer} does not name
 * @param byLayer layouts by the path of the layer
 */
public record LayoutOverrides(Optional<Layout> every, Map<String, Layout> byLayer) {
  public LayoutOverrides {
    byLayer = Map.copyOf(byLayer);
  }

  /** Nothing is named. */
  public static LayoutOverrides none() {
    return new LayoutOverrides(Optional.empty(), Map.of());
  }

  /**
   * Reads texts such as {@code nhwc} and {@code blocks.3=tokens:1:14x14}.
   *
   * @throws IllegalArgumentException if one is something else, or names again what another names
   */
  public static LayoutOverrides parse(List<String> texts) {
    Optional<Layout> every = Optional.empty();
    Map<String, Layout> byLayer = new LinkedHashMap<>();
    for (String text : texts) {
      int end = text.lastIndexOf('=');
      Layout layout = Layout.parse(text.substring(end + 1).strip());
      boolean again =
          end < 0 ? every.isPresent() : byLayer.put(text.substring(0, end).strip(), layout) != null;
      if (again) {
        throw new IllegalArgumentException(
            "Invalid layout: " + text + " (another one is given for the same layer)");
      }
      every = end < 0 ? Optional.of(layout) : every;
    }
    return new LayoutOverrides(every, byLayer);
  }

  /**
   * The reading of a layer's output: that of the named layout, else the one that was found.
   *
   * @throws IllegalArgumentException if the layout that is named for this layer does not fit
   */
  public Reading over(LayerOutput output, Reading found) {
    Optional<Layout> named = Optional.ofNullable(byLayer.get(output.layer()));
    named
        .filter(layout -> !output.has(layout))
        .ifPresent(
            layout -> {
              throw new IllegalArgumentException(
                  String.format(
                      "Invalid layout: %s=%s (its output has the shape %s for one image)",
                      output.layer(), layout, output.one()));
            });
    return named
        .or(() -> every.filter(output::has))
        .map(layout -> Reading.named(layout, found))
        .orElse(found);
  }
}
