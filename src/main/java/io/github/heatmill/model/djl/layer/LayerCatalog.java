package io.github.heatmill.model.djl.layer;

import io.github.heatmill.model.layout.Reading;
import io.github.heatmill.model.program.Layer;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The layers of a network with the shapes of their outputs and their layouts. */
public final class LayerCatalog {
  private static final int RGB = 3;

  private final List<Entry> entries;

  /** The layers with a map of features. */
  private final List<Entry> features;

  /**
   * One layer.
   *
   * @param shape of its output for one image, such as (K, h, w); empty when the layer cannot be
   *     explained
   * @param reading its layout, with the reason
   * @param gradient whether the logits depend on the places of its map
   * @param padding whether it only puts a border around an earlier output
   */
  public record Entry(
      Layer layer, List<Integer> shape, Reading reading, boolean gradient, boolean padding) {

    Entry with(boolean newGradient) {
      return new Entry(layer, shape, reading, newGradient, padding);
    }

    /** Whether its output is a map of more than one place. */
    public boolean isSpatial() {
      return !maps().isEmpty() && maps().get(1) * maps().get(2) > 1;
    }

    /** The shape (K, h, w) of its maps; empty if its output is no map. */
    public List<Integer> maps() {
      return reading.layout().maps(shape);
    }

    /**
     * Whether its map shows features of the image on which the logits depend. Linear layers on
     * tokens make queries, keys, values and hidden neurons of features, and padding computes
     * nothing.
     */
    boolean hasFeatures() {
      boolean projected = reading.layout().hasTokens() && layer.type().endsWith("Linear");
      return isSpatial() && gradient && !projected && !padding;
    }

    private String path() {
      return layer.path();
    }

    private List<Integer> resolution() {
      return maps().subList(1, 3);
    }

    /** The shape as people write it, such as {@code 512 x 7 x 7}. */
    public String shapeText() {
      return shape.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }
  }

  LayerCatalog(List<Entry> entries) {
    this.entries = List.copyOf(entries);
    this.features = features(this.entries);
  }

  /** The catalog of a network without layers. */
  public static LayerCatalog empty() {
    return new LayerCatalog(List.of());
  }

  /**
   * All layers: first those that can be explained, in the order in which their outputs are
   * computed.
   */
  public List<Entry> entries() {
    return entries;
  }

  /** The layer for {@code auto}: the last layer with a map of features. */
  public Optional<String> auto() {
    return features.stream().map(Entry::path).reduce((earlier, later) -> later);
  }

  /**
   * A warning about the layer for {@code auto}: that it is the first with a map, such as the patch
   * embedding of a transformer, although others follow.
   */
  public Optional<String> warning() {
    boolean others =
        entries.stream().anyMatch(entry -> !entry.isSpatial() && entry.shape.size() != 1);
    return features.size() == 1 && others
        ? Optional.of(features.get(0).path() + " is the first layer: no later one has a map")
        : Optional.empty();
  }

  /**
   * The last map of each resolution, in the order of execution, which goes from fine to coarse.
   *
   * <p>A module that changes the resolution often begins with a few layers at the old one, such as
   * the first convolution of a residual block. These are skipped if the resolution has other
   * layers.
   */
  public List<String> everyResolution() {
    Set<List<Integer>> resolutions =
        features.stream()
            .map(Entry::resolution)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Set<String> chosen =
        resolutions.stream().map(this::last).collect(Collectors.toCollection(HashSet::new));
    return features.stream().map(Entry::path).filter(chosen::contains).toList();
  }

  /**
   * The maps of features. Where the logits depend on the last features through a class token alone,
   * what is inside of the last attention is no such map: the last one has the shape of these
   * features.
   */
  private static List<Entry> features(List<Entry> entries) {
    List<Entry> maps = entries.stream().filter(Entry::hasFeatures).toList();
    Optional<Entry> unused =
        entries.stream()
            .filter(entry -> entry.isSpatial() && !entry.gradient())
            .reduce((earlier, later) -> later);
    int end = maps.size();
    while (unused.isPresent() && end > 0 && !maps.get(end - 1).shape.equals(unused.get().shape)) {
      end--;
    }
    return end == 0 ? maps : List.copyOf(maps.subList(0, end));
  }

  private String last(List<Integer> resolution) {
    List<Entry> all =
        features.stream().filter(entry -> entry.resolution().equals(resolution)).toList();
    List<Entry> outside = all.stream().filter(entry -> !isWithinStep(entry)).toList();
    List<Entry> candidates = outside.isEmpty() ? all : outside;
    return candidates.get(candidates.size() - 1).path();
  }

  private boolean isWithinStep(Entry entry) {
    return features.stream()
        .filter(parent -> entry.path().startsWith(parent.path() + "."))
        .anyMatch(parent -> !parent.resolution().equals(entry.resolution()) && isStep(parent));
  }

  /**
   * Whether the layers of a module have two resolutions: that of its output and that of its input.
   */
  private boolean isStep(Entry module) {
    return features.stream()
            .filter(entry -> (entry.path() + ".").startsWith(module.path() + "."))
            .map(Entry::resolution)
            .distinct()
            .count()
        == 2;
  }
}
