package io.github.heatmill.model.archive;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The location of the values of a saved tensor. Several tensors may lie in one storage.
 *
 * @param storage the name of its entry under {@code data/}
 * @param type the class of its storage, such as {@code torch.FloatStorage}
 * @param storageSize elements of the whole storage
 * @param offset of its first element
 * @param shape lengths of its axes
 * @param strides the number of elements from one index to the next, for each axis
 */
public record StoredTensor(
    String storage,
    String type,
    long storageSize,
    long offset,
    List<Long> shape,
    List<Long> strides) {
  private static final String REBUILD = "torch._utils._rebuild_tensor_v2";
  private static final int STORAGE_TYPE = 1;
  private static final int STORAGE_NAME = 2;
  private static final int STORAGE_SIZE = 4;

  public StoredTensor {
    shape = List.copyOf(shape);
    strides = List.copyOf(strides);
  }

  /** Reads the call that makes a tensor; empty if it makes something else, such as a sparse one. */
  static Optional<StoredTensor> rebuilt(Object function, Object arguments) {
    return REBUILD.equals(function)
            && arguments instanceof List<?> given
            && given.size() > 3
            && given.get(0) instanceof List<?> storage
            && storage.size() > STORAGE_SIZE
            && storage.get(STORAGE_TYPE) instanceof String type
            && storage.get(STORAGE_NAME) instanceof String name
            && storage.get(STORAGE_SIZE) instanceof Long size
            && given.get(1) instanceof Long offset
        ? Optional.of(
            new StoredTensor(
                name, type, size, offset, numbers(given.get(2)), numbers(given.get(3))))
        : Optional.empty();
  }

  private static List<Long> numbers(Object tuple) {
    return tuple instanceof List<?> items
        ? items.stream().filter(Long.class::isInstance).map(Long.class::cast).toList()
        : List.of();
  }

  /** The number of its elements. */
  public long size() {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  /** The position after the last one, where all elements lie side by side. */
  public long end() {
    return offset + size();
  }

  /** Whether its elements lie side by side in the storage, each once, in any order. */
  public boolean isDense() {
    List<Integer> axes =
        IntStream.range(0, shape.size())
            .filter(axis -> shape.get(axis) != 1)
            .boxed()
            .sorted(Comparator.comparing(strides::get))
            .toList();
    long expected = 1;
    for (int axis : axes) {
      if (strides.get(axis) != expected) {
        return false;
      }
      expected *= shape.get(axis);
    }
    return end() <= storageSize;
  }
}
