package io.github.heatmill.model.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The arguments of one call of a network's method, in their order. */
final class Arguments {
  private final NDManager manager;
  private final InputBuffers.Loan loan;
  private final NDList list = new NDList();

  Arguments(NDManager manager, InputBuffers.Loan loan) {
    this.manager = manager;
    this.loan = loan;
  }

  Arguments add(Tensor tensor) {
    return add(tensor, tensor.shape());
  }

  /** Adds a tensor's values in another shape. */
  Arguments add(Tensor tensor, int... shape) {
    list.add(array(tensor, shape));
    return this;
  }

  Arguments add(int[] values, int... shape) {
    long[] longs = IntStream.of(values).asLongStream().toArray();
    list.add(manager.create(longs, shape(shape)));
    return this;
  }

  /** Adds one argument that is a list of tensors. */
  Arguments add(List<Tensor> tensors) {
    for (Tensor tensor : tensors) {
      NDArray array = array(tensor, tensor.shape());
      array.setName("carried[]"); // DJL gathers arrays of such a name into a list.
      list.add(array);
    }
    return this;
  }

  private NDArray array(Tensor tensor, int... shape) {
    return manager.create(loan.holding(tensor.values()), shape(shape), DataType.FLOAT32);
  }

  private static Shape shape(int... shape) {
    return new Shape(Arrays.stream(shape).asLongStream().toArray());
  }

  NDList list() {
    return list;
  }
}
