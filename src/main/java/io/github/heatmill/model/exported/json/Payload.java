package io.github.heatmill.model.exported.json;

import io.github.heatmill.model.exported.graph.ElementType;
import java.util.List;

/**
 * Where the values of a tensor lie, as an archive's list of tensors states it. None of the numbers
 * is checked yet against the bytes that the archive holds.
 *
 * @param entry the name of the entry that holds its storage, without the folder
 * @param type of its elements
 * @param offset the element of the storage at which it begins
 * @param sizes lengths of its axes
 * @param strides the number of elements from one index to the next, for each axis
 */
public record Payload(
    String entry, ElementType type, long offset, List<Long> sizes, List<Long> strides) {

  public Payload {
    sizes = List.copyOf(sizes);
    strides = List.copyOf(strides);
  }
}
