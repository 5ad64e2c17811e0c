package io.github.heatmill.model.archive;

import io.github.heatmill.model.ModelFormatException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Checks that tensors lie within the bytes that the archive stores for them. libtorch trusts the
 * pickled objects and would read memory outside their storage.
 */
public final class TensorCheck {
  /** Bytes of an element, by the class of its storage. */
  private static final Map<String, Integer> WIDTHS =
      Map.ofEntries(
          Map.entry("torch.DoubleStorage", 8),
          Map.entry("torch.FloatStorage", 4),
          Map.entry("torch.HalfStorage", 2),
          Map.entry("torch.BFloat16Storage", 2),
          Map.entry("torch.LongStorage", 8),
          Map.entry("torch.IntStorage", 4),
          Map.entry("torch.ShortStorage", 2),
          Map.entry("torch.CharStorage", 1),
          Map.entry("torch.ByteStorage", 1),
          Map.entry("torch.BoolStorage", 1),
          Map.entry("torch.ComplexFloatStorage", 8),
          Map.entry("torch.ComplexDoubleStorage", 16),
          Map.entry("torch.QInt8Storage", 1),
          Map.entry("torch.QUInt8Storage", 1),
          Map.entry("torch.QInt32Storage", 4));

  private static final int NAMES = 4;

  private TensorCheck() {}

  /**
   * Checks all tensors of a pickle.
   *
   * @param tensors the arguments with which they are made: storage, offset, lengths, strides, ...
   * @param sizes bytes of the entries in which their storages lie, by name
   * @throws ModelFormatException if one does not lie within its storage
   */
  public static void check(Path file, List<List<?>> tensors, Map<String, Long> sizes) {
    for (List<?> tensor : tensors) {
      if (!lies(tensor, sizes)) {
        throw new ModelFormatException(
            "Broken model file: "
                + file
                + " (a tensor reaches beyond its values; fetch or save it again)");
      }
    }
  }

  private static boolean lies(List<?> tensor, Map<String, Long> sizes) {
    return tensor.size() >= NAMES
        && tensor.get(0) instanceof List<?> storage
        && storage.size() > NAMES
        && storage.get(2) instanceof String name
        && storage.get(NAMES) instanceof Long elements
        && tensor.get(1) instanceof Long offset
        && tensor.get(2) instanceof List<?> lengths
        && tensor.get(3) instanceof List<?> strides
        && holds(storage.get(1), elements, sizes.getOrDefault(name, Long.MAX_VALUE))
        && isWithin(offset, lengths, strides, elements);
  }

  private static boolean holds(Object type, long elements, long bytes) {
    int width = type instanceof String named ? WIDTHS.getOrDefault(named, 1) : 1;
    return elements >= 0 && elements <= bytes / width;
  }

  /**
   * Whether all elements of a tensor lie within its storage.
   *
   * @param lengths of its axes; whole numbers that are not negative, or it does not lie there
   * @param strides one for each axis, likewise
   * @param elements of the storage
   */
  public static boolean isWithin(long offset, List<?> lengths, List<?> strides, long elements) {
    long last = offset;
    boolean empty = false;
    try {
      for (int axis = 0; axis < lengths.size(); axis++) {
        if (lengths.size() != strides.size()
            || !(lengths.get(axis) instanceof Long length && length >= 0)
            || !(strides.get(axis) instanceof Long stride && stride >= 0)) {
          return false;
        }
        empty |= length == 0;
        last = Math.addExact(last, Math.multiplyExact(Math.max(0, length - 1), stride));
      }
    } catch (ArithmeticException e) {
      return false;
    }
    return offset >= 0 && (empty || last < elements);
  }
}
