package io.github.heatmill.model.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.github.heatmill.model.Access;
import io.github.heatmill.model.generate.OpenedMethods;
import io.github.heatmill.model.source.SizeLimits;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A loaded network with the layers that it is opened at: calls its generated methods. */
final class OpenedNetwork implements AutoCloseable {
  private final DjlNetwork network;
  private final List<String> layers;
  private final DeviceTurn turn;
  private final InputBuffers buffers = new InputBuffers();

  OpenedNetwork(DjlNetwork network, List<String> layers, DeviceTurn turn) {
    this.network = network;
    this.layers = List.copyOf(layers);
    this.turn = turn;
  }

  /** The paths of the layers, in the order in which evidence comes. */
  List<String> layers() {
    return layers;
  }

  /**
   * Calls a method of the network. All native memory of the call is freed before this method
   * returns.
   */
  <T> T call(String method, UnaryOperator<Arguments> arguments, Function<NDList, T> outputs) {
    try (InputBuffers.Loan loan = buffers.loan()) {
      return turn.during(
          () ->
              network.call(
                  method,
                  manager -> arguments.apply(new Arguments(manager, loan)).list(),
                  outputs));
    }
  }

  /**
   * Checks that the network has a generated method.
   *
   * @throws IllegalStateException if the network was opened without it
   */
  void require(String method, Access access) {
    if (!network.has(method)) {
      throw new IllegalStateException("Network was not opened for " + access + ": " + layers);
    }
  }

  /** The numbers of images that the network takes at once. */
  SizeLimits batches() {
    if (!network.has(OpenedMethods.BATCHES)) {
      return SizeLimits.NONE;
    }
    Tensor anything = Tensor.zeros(1, 1, 1, 1);
    return call(
        OpenedMethods.BATCHES,
        arguments -> arguments.add(anything),
        outputs -> {
          long[] limits = outputs.get(0).toLongArray();
          return new SizeLimits(Math.toIntExact(limits[0]), Math.toIntExact(limits[1]), 1);
        });
  }

  /** The values of an array of the engine as a tensor. */
  static Tensor tensor(NDArray array) {
    int[] shape = Arrays.stream(array.getShape().getShape()).mapToInt(Math::toIntExact).toArray();
    return Tensor.of(array.toFloatArray(), shape);
  }

  @Override
  public void close() {
    network.close();
  }
}
