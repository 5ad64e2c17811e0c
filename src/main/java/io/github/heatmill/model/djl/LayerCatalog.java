package io.github.heatmill.model.djl;

import io.github.heatmill.model.torchscript.Layer;
import io.github.heatmill.model.torchscript.TorchScriptFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The layers of a network with the shapes of their outputs, found by running it once on a black
 * image.
 */
public final class LayerCatalog {
  private static final int RGB = 3;

  private final List<Entry> entries;

  /**
   * One layer.
   *
   * @param shape of its output for one image, such as (K, h, w); empty when the layer cannot be
   *     explained
   */
  public record Entry(Layer layer, List<Integer> shape) {

    /** Whether its output is a map: (K, h, w) with more than one place. */
    public boolean isSpatial() {
      return shape.size() == 3 && shape.get(1) * shape.get(2) > 1;
    }

    private String path() {
      return layer.path();
    }

    private List<Integer> resolution() {
      return shape.subList(1, 3);
    }

    /** The shape as people write it, such as {@code 512 x 7 x 7}. */
    public String shapeText() {
      return shape.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }
  }

  LayerCatalog(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** The catalog of a network without layers. */
  public static LayerCatalog empty() {
    return new LayerCatalog(List.of());
  }

  /**
   * Runs a network on one black image of the given size.
   *
   * @throws io.github.heatmill.model.ModelRunException if it fails
   */
  public static LayerCatalog of(TorchScriptFile file, int height, int width) {
    return of(file, RGB, height, width);
  }

  /** As {@link #of(TorchScriptFile, int, int)}, for images of some channels. */
  public static LayerCatalog of(TorchScriptFile file, int channels, int height, int width) {
    List<int[]> shapes = shapes(file, channels, height, width);
    List<Entry> entries = new ArrayList<>();
    for (Layer layer : file.layers()) {
      boolean explainable = layer.refusal().isEmpty();
      // Layers that can be explained come first, in the order of their shapes.
      int[] shape = explainable ? shapes.get(entries.size()) : new int[0];
      entries.add(new Entry(layer, IntStream.of(shape).boxed().toList()));
    }
    return new LayerCatalog(entries);
  }

  private static List<int[]> shapes(TorchScriptFile file, int... input) {
    try {
      Path copy = Files.createTempFile("heatmill-layers", ".pt");
      try {
        file.writeForListing(copy);
        return DjlProbes.shapes(copy, input);
      } finally {
        Files.delete(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * All layers: first those that can be explained, in the order in which their outputs are
   * computed.
   */
  public List<Entry> entries() {
    return entries;
  }

  /** The layer for {@code auto}: the last layer whose output is a map. */
  public Optional<String> auto() {
    return maps().map(Entry::path).reduce((earlier, later) -> later);
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
        maps().map(Entry::resolution).collect(Collectors.toCollection(LinkedHashSet::new));
    Set<String> chosen =
        resolutions.stream().map(this::last).collect(Collectors.toCollection(HashSet::new));
    return maps().map(Entry::path).filter(chosen::contains).toList();
  }

  private Stream<Entry> maps() {
    return entries.stream().filter(Entry::isSpatial);
  }

  private String last(List<Integer> resolution) {
    List<Entry> all = maps().filter(entry -> entry.resolution().equals(resolution)).toList();
    List<Entry> outside = all.stream().filter(entry -> !isWithinStep(entry)).toList();
    List<Entry> candidates = outside.isEmpty() ? all : outside;
    return candidates.get(candidates.size() - 1).path();
  }

  private boolean isWithinStep(Entry entry) {
    return maps()
        .filter(parent -> entry.path().startsWith(parent.path() + "."))
        .anyMatch(parent -> !parent.resolution().equals(entry.resolution()) && isStep(parent));
  }

  /**
   * Whether the layers of a module have two resolutions: that of its output and that of its input.
   */
  private boolean isStep(Entry module) {
    return maps()
            .filter(entry -> (entry.path() + ".").startsWith(module.path() + "."))
            .map(Entry::resolution)
            .distinct()
            .count()
        == 2;
  }
}
