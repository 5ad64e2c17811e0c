package io.github.heatmill.model.djl.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.ModelRunException;
import io.github.heatmill.model.djl.DjlNetwork;
import io.github.heatmill.model.generate.OpenedMethods;
import io.github.heatmill.model.layout.Changes;
import io.github.heatmill.model.layout.InputSize;
import io.github.heatmill.model.layout.LayerOutput;
import io.github.heatmill.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Runs a network that was written by {@link
 * io.github.heatmill.model.file.NetworkFile#writeForListing}: on one image, on two, and on four
 * that differ in one quarter each.
 */
final class ListedOutputs implements AutoCloseable {
  /** The images whose outputs are compared: one, and three that differ from it. */
  private static final int COMPARED = 4;

  private final DjlNetwork network;
  private final List<String> layers;
  private final InputSize input;

  /**
   * Loads a file.
   *
   * @param layers those that the file was written for, in the order of execution
   */
  ListedOutputs(Path file, List<String> layers, InputSize input) {
    this.network = DjlNetwork.load(file, ComputeDevice.cpu());
    this.layers = layers;
    this.input = input;
  }

  /**
   * What is known of each layer's output.
   *
   * @throws ModelRunException if the network does not run on one image
   */
  List<LayerOutput> outputs() {
    int[] none = layers.stream().mapToInt(layer -> -1).toArray();
    List<List<Integer>> one = run(1, none).shapes();
    Optional<List<List<Integer>>> two = two(none);
    List<LayerOutput> outputs = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      int layer = i;
      outputs.add(
          new LayerOutput(
              layers.get(i), one.get(i), two.map(all -> all.get(layer)), Optional.empty()));
    }
    return two.isPresent() ? withChanges(outputs) : outputs;
  }

  private Optional<List<List<Integer>>> two(int[] none) {
    try {
      return Optional.of(run(2, none).shapes());
    } catch (ModelRunException e) {
      return Optional.empty(); // Its code or its trace fixes the number of images to one.
    }
  }

  private List<LayerOutput> withChanges(List<LayerOutput> outputs) {
    int[] axes = outputs.stream().mapToInt(ListedOutputs::measuredAxis).toArray();
    List<float[]> changes = run(COMPARED, axes).changes();
    List<LayerOutput> all = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      LayerOutput output = outputs.get(i);
      boolean known = axes[i] >= 0 && isFinite(changes.get(i));
      all.add(known ? output.with(changes(output.shape(), changes.get(i))) : output);
    }
    return all;
  }

  /** Whether the network makes numbers of noise. */
  private static boolean isFinite(float[] changes) {
    return IntStream.range(0, changes.length).allMatch(i -> Float.isFinite(changes[i]));
  }

  private static int measuredAxis(LayerOutput output) {
    boolean measured = output.one().size() > 1 && !output.one().contains(0);
    return measured ? output.imageAxis().orElse(-1) : -1;
  }

  private static Changes changes(List<Integer> shape, float[] values) {
    List<Changes.Axis> axes = new ArrayList<>();
    int at = 0;
    for (int length : shape) {
      double[][] parts = new double[COMPARED - 1][];
      for (int image = 0; image < parts.length; image++) {
        int from = at;
        parts[image] = IntStream.range(0, length).mapToDouble(j -> values[from + j]).toArray();
        at += length;
      }
      axes.add(new Changes.Axis(parts[0], parts[1], parts[2]));
    }
    return new Changes(axes, values[at]);
  }

  /** The shapes and the changes of all layers. */
  private record Run(List<List<Integer>> shapes, List<float[]> changes) {}

  private Run run(int images, int[] axes) {
    return network.call(
        OpenedMethods.OUTPUTS,
        manager ->
            new NDList(
                manager.create(
                    images(images, input).values(),
                    new Shape(images, input.channels(), input.height(), input.width())),
                manager.create(Arrays.stream(axes).asLongStream().toArray())),
        outputs -> {
          List<List<Integer>> shapes = new ArrayList<>();
          List<float[]> changes = new ArrayList<>();
          for (int i = 0; i < outputs.size(); i += 2) {
            shapes.add(shape(outputs.get(i)));
            changes.add(outputs.get(i + 1).toFloatArray());
          }
          return new Run(shapes, changes);
        });
  }

  private static List<Integer> shape(NDArray sizes) {
    return Arrays.stream(sizes.toLongArray()).mapToInt(Math::toIntExact).boxed().toList();
  }

  /**
   * Images of noise with the range of the network's input: the first, and others that differ from
   * it in the quarter at the top left, the top right, or the bottom left.
   */
  static Tensor images(int count, InputSize input) {
    int height = input.height();
    int width = input.width();
    float[] first = noise(1, input);
    float[] second = noise(2, input);
    Tensor images = Tensor.zeros(count, input.channels(), height, width);
    for (int i = 0; i < images.size(); i++) {
      int pixel = i % (input.channels() * height * width);
      boolean top = pixel / width % height < (height + 1) / 2;
      boolean left = pixel % width < (width + 1) / 2;
      boolean changed =
          switch (i / (input.channels() * height * width)) {
            case 1 -> top && left;
            case 2 -> top && !left;
            case 3 -> !top && left;
            default -> false;
          };
      images.values()[i] = (changed ? second : first)[pixel];
    }
    return images;
  }

  private static float[] noise(long seed, InputSize input) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[input.channels() * input.height() * input.width()];
    for (int i = 0; i < values.length; i++) {
      InputSize.Range range = input.ranges().get(i / (input.height() * input.width()));
      values[i] = (float) random.nextDouble(range.low(), range.high());
    }
    return values;
  }

  @Override
  public void close() {
    network.close();
  }
}
