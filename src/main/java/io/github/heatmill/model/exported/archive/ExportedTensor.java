package io.github.heatmill.model.exported.archive;

import io.github.heatmill.model.exported.graph.ElementType;
import java.util.List;

/**
 * Where the values of a tensor lie. All of it lies within its storage. Tensors with tied values
 * share a storage.
 *
 * @param storage names the bytes, for {@link ExportedArchive#open}
 * @param type of its elements
 * @param offset the element of the storage at which it begins
 * @param sizes lengths of its axes
 * @param strides the number of elements from one index to the next, for each axis
 * @param storageElements the number of elements of the whole storage
 */
public record ExportedTensor(
    String storage,
    ElementType type,
    long offset,
    List<Long> sizes,
    List<Long> strides,
    long storageElements) {

  public ExportedTensor {
    sizes = List.copyOf(sizes);
    strides = List.copyOf(strides);
  }
}
