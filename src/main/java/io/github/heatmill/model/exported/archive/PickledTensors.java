package io.github.heatmill.model.exported.archive;

import io.github.heatmill.model.archive.PickleReader;
import io.github.heatmill.model.archive.PrivateFiles;
import io.github.heatmill.model.archive.StoredTensor;
import io.github.heatmill.model.exported.graph.ElementType;
import io.github.heatmill.model.exported.json.Payload;
import io.github.heatmill.model.program.UnreadableSourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the tensors that {@code torch.save} has written into a zip within the archive, as PyTorch
 * did up to 2.8. The inner zip is copied to a temporary file, which is deleted when Java ends.
 */
final class PickledTensors {
  private static final String OBJECTS = "data.pkl";

  private final CheckedZip inner;
  private final String entry;
  private final TensorTable table;

  private PickledTensors(CheckedZip inner, String entry, TensorTable table) {
    this.inner = inner;
    this.entry = entry;
    this.table = table;
  }

  /** Adds the tensors of an entry to a table. An empty entry has none. */
  static void read(CheckedZip archive, String entry, TensorTable table) throws IOException {
    StoredBytes stored =
        archive
            .stored(entry)
            .orElseThrow(
                () -> archive.broken("has no entry " + entry + " (fetch or export it again)"));
    if (stored.size() == 0) {
      return;
    }
    Path folder = PrivateFiles.folder();
    folder.toFile().deleteOnExit(); // After the file in it.
    Path copy = PrivateFiles.file(folder, ".pt");
    copy.toFile().deleteOnExit();
    boolean done = false;
    try {
      try (InputStream in = stored.open()) {
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      }
      try (CheckedZip inner = CheckedZip.open(copy, archive.shown().resolve(entry))) {
        new PickledTensors(inner, entry, table).addAll();
      }
      done = true;
    } finally {
      if (!done) {
        PrivateFiles.delete(folder);
      }
    }
  }

  private void addAll() throws IOException {
    if (!(objects() instanceof Map<?, ?> tensors)) {
      throw inner.broken("holds no dictionary of tensors (export it again)");
    }
    tensors.forEach(
        (name, value) -> {
          if (!(name instanceof String text)) {
            throw inner.broken("names a tensor by something else than a text (export it again)");
          }
          if (!(value instanceof StoredTensor tensor)) {
            throw table.broken(
                text,
                "as a Python object that is not read (must be a plain tensor; export it again"
                    + " with PyTorch 2.9 or later)");
          }
          add(text, tensor);
        });
  }

  private Object objects() throws IOException {
    try {
      return PickleReader.read(inner.required(OBJECTS));
    } catch (UnreadableSourceException e) {
      throw inner.broken("has unreadable objects: " + e.getMessage() + " (export it again)");
    }
  }

  private void add(String name, StoredTensor tensor) {
    ElementType type =
        Optional.of(tensor.type())
            .filter(text -> text.startsWith("torch."))
            .flatMap(text -> ElementType.ofStorageClass(text.substring("torch.".length())))
            .orElseThrow(
                () ->
                    table.broken(
                        name,
                        "as "
                            + tensor.type()
                            + " (must be a storage of numbers; export the model before it is"
                            + " quantised)"));
    String path = "data/" + tensor.storage();
    StoredBytes bytes =
        inner
            .stored(path)
            .orElseThrow(
                () ->
                    table.broken(
                        name, "in " + path + ", which is missing (fetch or export it again)"));
    if (bytes.size() / type.bytes() < tensor.storageSize()) {
      throw table.broken(
          name, "in fewer than " + tensor.storageSize() + " elements (fetch or export it again)");
    }
    table.add(
        name,
        new Payload(entry + "/" + path, type, tensor.offset(), tensor.shape(), tensor.strides()),
        bytes);
  }
}
