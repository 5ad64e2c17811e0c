package io.github.heatmill.model.exported.archive;

import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.archive.TensorCheck;
import io.github.heatmill.model.exported.graph.ElementType;
import io.github.heatmill.model.exported.json.Payload;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects the tensors of an archive, each of which must lie within the bytes of its storage. */
final class TensorTable {
  private final Path file;
  private final Map<String, ExportedTensor> tensors = new LinkedHashMap<>();
  private final Map<String, StoredBytes> storages = new LinkedHashMap<>();

  TensorTable(Path file) {
    this.file = file;
  }

  /**
   * Adds a tensor.
   *
   * @param name its qualified name
   * @param payload its place; its entry is the name of the storage
   * @param bytes the storage
   * @throws ModelFormatException if it does not lie within its storage, or is there already
   */
  void add(String name, Payload payload, StoredBytes bytes) {
    ElementType type = payload.type();
    if (bytes.size() % type.bytes() != 0) {
      throw broken(
          name, "in " + bytes.size() + " bytes (must be a multiple of " + type.bytes() + ")");
    }
    long elements = bytes.size() / type.bytes();
    if (!TensorCheck.isWithin(payload.offset(), payload.sizes(), payload.strides(), elements)
        || !isCountable(payload)) {
      throw broken(
          name, "beyond the end of its " + elements + " elements (fetch or export it again)");
    }
    ExportedTensor tensor =
        new ExportedTensor(
            payload.entry(), type, payload.offset(), payload.sizes(), payload.strides(), elements);
    if (tensors.put(name, tensor) != null) {
      throw broken(name, "twice (must be once)");
    }
    storages.put(payload.entry(), bytes);
  }

  /** Whether the number of its bytes is a number of 64 bits, also where strides are zero. */
  private static boolean isCountable(Payload payload) {
    long bytes = payload.type().bytes();
    try {
      for (long size : payload.sizes()) {
        bytes = Math.multiplyExact(bytes, Math.max(1, size));
      }
      return true;
    } catch (ArithmeticException e) {
      return false;
    }
  }

  /** An exception that names the tensor. */
  ModelFormatException broken(String name, String what) {
    return new ModelFormatException(
        "Broken exported program: " + file + " stores " + name + " " + what);
  }

  /** The tensors, by qualified name. */
  Map<String, ExportedTensor> tensors() {
    return Collections.unmodifiableMap(tensors);
  }

  /** The bytes of the storages in which they lie, by name. */
  Map<String, StoredBytes> storages() {
    return Collections.unmodifiableMap(storages);
  }
}
