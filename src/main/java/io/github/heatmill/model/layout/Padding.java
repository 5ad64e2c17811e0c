package io.github.heatmill.model.layout;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds layers that only put a border around an earlier output, or around the image, so that their
 * maps show no features of their own. The rows and columns of the border stay the same whatever the
 * image shows, and without them the output has the shape of the earlier one.
 */
public final class Padding {
  private Padding() {}

  /**
   * The paths of such layers.
   *
   * @param outputs in the order of execution
   * @param readings their layouts
   */
  public static Set<String> layers(
      InputSize input, List<LayerOutput> outputs, List<Reading> readings) {
    Set<List<Integer>> earlier = new HashSet<>();
    earlier.add(List.of(input.channels(), input.height(), input.width()));
    earlier.add(List.of(input.height(), input.width(), input.channels()));
    Set<String> padded = new HashSet<>();
    for (int i = 0; i < outputs.size(); i++) {
      LayerOutput output = outputs.get(i);
      List<Integer> inner = inner(output, readings.get(i).layout());
      if (!inner.equals(output.shape()) && earlier.contains(inner)) {
        padded.add(output.layer());
      }
      earlier.add(output.shape());
    }
    return padded;
  }

  /** The shape without the rows and columns at its border that no image changes. */
  private static List<Integer> inner(LayerOutput output, Layout layout) {
    List<Integer> shape = new ArrayList<>(output.shape());
    int first = layout.equals(Layout.NHWC) ? 0 : 1;
    boolean known = layout.equals(Layout.NCHW) || layout.equals(Layout.NHWC);
    if (known && output.changes().isPresent()) {
      for (int axis = first; axis < first + 2; axis++) {
        int border = border(output.changes().get().byAxis().get(axis));
        shape.set(axis, shape.get(axis) - border);
      }
    }
    return shape;
  }

  private static int border(Changes.Axis axis) {
    int length = axis.topLeft().length;
    int[] changed = IntStream.range(0, length).filter(i -> isChanged(axis, i)).toArray();
    return changed.length == 0 ? 0 : length - 1 - changed[changed.length - 1] + changed[0];
  }

  private static boolean isChanged(Changes.Axis axis, int index) {
    return axis.topLeft()[index] != 0
        || axis.topRight()[index] != 0
        || axis.bottomLeft()[index] != 0;
  }
}
