package io.github.heatmill.model.layout;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What is known of the output of one layer.
 *
 * @param layer its path
 * @param one the shape of its output for one image
 * @param two the shape of its output for two images; empty if the network cannot run on two
 * @param changes how the output changes with the image; empty if that was not measured
 */
public record LayerOutput(
    String layer, List<Integer> one, Optional<List<Integer>> two, Optional<Changes> changes) {

  public LayerOutput {
    one = List.copyOf(one);
    two = two.map(List::copyOf);
  }

  /** The same output with its measured changes. */
  public LayerOutput with(Changes measured) {
    return new LayerOutput(layer, one, two, Optional.of(measured));
  }

  /**
   * The axis of images: the only axis that is 1 for one image and 2 for two. Where the network runs
   * on one image only, it is the first axis if that is 1.
   */
  public OptionalInt imageAxis() {
    List<Integer> more = two.orElse(one);
    if (two.isEmpty()) {
      return one.isEmpty() || one.get(0) != 1 ? OptionalInt.empty() : OptionalInt.of(0);
    }
    if (more.size() != one.size()) {
      return OptionalInt.empty();
    }
    int[] different =
        IntStream.range(0, one.size()).filter(i -> !one.get(i).equals(more.get(i))).toArray();
    return different.length == 1 && one.get(different[0]) == 1 && more.get(different[0]) == 2
        ? OptionalInt.of(different[0])
        : OptionalInt.empty();
  }

  /** Whether its shape is the same for one image and for two. */
  boolean isSameForTwo() {
    return two.filter(one::equals).isPresent();
  }

  /** The shape for one image, without the axis of images if there is one. */
  public List<Integer> shape() {
    int axis = imageAxis().orElse(-1);
    return IntStream.range(0, one.size()).filter(i -> i != axis).mapToObj(one::get).toList();
  }

  /** Whether the axes are as many, and at the places, that a layout has. */
  boolean has(Layout layout) {
    return imageAxis().equals(OptionalInt.of(layout.imageAxis()))
        && !layout.maps(shape()).isEmpty();
  }
}
