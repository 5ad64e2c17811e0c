package io.github.heatmill.model.exported.write;

import io.github.heatmill.model.archive.CastStorage;
import io.github.heatmill.model.archive.StoredTensor;
import io.github.heatmill.model.exported.archive.ExportedArchive;
import io.github.heatmill.model.exported.archive.ExportedTensor;
import io.github.heatmill.model.exported.graph.ElementType;
import io.github.heatmill.model.exported.translate.Precision;
import io.github.heatmill.model.exported.write.PickledNetwork.Field;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes TorchScript files with the tensors of an exported program. Their values stream from one
 * file to the other, cast to float32 where that is needed, and are never held in memory.
 */
public final class TorchScriptWriter {
  /** The name of the class of every written network. */
  public static final String CLASS_NAME = "__torch__.Exported";

  private static final String SHORT_NAME = "Exported";
  private static final String FOLDER = "network/";
  private static final String FORMAT_VERSION = "10\n";
  private static final int BUFFER = 1 << 20;

  private final ExportedArchive archive;
  private final List<NetworkAttribute> attributes;
  private final Precision precision;

  /** The written storages, by the names in the exported file, with one of their tensors. */
  private final Map<String, NetworkAttribute> storages = new LinkedHashMap<>();

  private final Map<String, String> entries = new LinkedHashMap<>();

  /**
   * Prepares to write.
   *
   * @param attributes all tensors of the network
   */
  public TorchScriptWriter(
      ExportedArchive archive, List<NetworkAttribute> attributes, Precision precision) {
    this.archive = archive;
    this.attributes = List.copyOf(attributes);
    this.precision = precision;
    for (NetworkAttribute attribute : attributes) {
      String storage = attribute.tensor().storage();
      storages.putIfAbsent(storage, attribute);
      entries.putIfAbsent(storage, Integer.toString(entries.size()));
    }
  }

  /** The place of a tensor's values in the written files. */
  public StoredTensor stored(NetworkAttribute attribute) {
    ExportedTensor tensor = attribute.tensor();
    return new StoredTensor(
        entries.get(tensor.storage()),
        "torch." + precision.computed(tensor.type()).storageClass(),
        tensor.storageElements(),
        tensor.offset(),
        tensor.sizes(),
        tensor.strides());
  }

  /**
   * Writes a file.
   *
   * @param methods source text of the class, indented as members
   */
  public void write(String methods, Path target) {
    try (OutputStream stream = Files.newOutputStream(target);
        ZipOutputStream out = new ZipOutputStream(stream)) {
      out.setLevel(0); // The file lives only until an engine has read it.
      entry(out, "data.pkl", PickledNetwork.of(SHORT_NAME, fields()));
      entry(out, "code/__torch__.py", text(methods).getBytes(StandardCharsets.UTF_8));
      entry(out, "constants.pkl", PickledNetwork.nothing());
      entry(out, "version", FORMAT_VERSION.getBytes(StandardCharsets.UTF_8));
      entry(out, "byteorder", "little".getBytes(StandardCharsets.UTF_8));
      for (Map.Entry<String, NetworkAttribute> storage : storages.entrySet()) {
        out.putNextEntry(new ZipEntry(FOLDER + "data/" + entries.get(storage.getKey())));
        copy(storage.getKey(), storage.getValue().tensor().type(), out);
        out.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void entry(ZipOutputStream out, String path, byte[] content) throws IOException {
    out.putNextEntry(new ZipEntry(FOLDER + path));
    out.write(content);
    out.closeEntry();
  }

  private List<Field> fields() {
    return attributes.stream()
        .map(
            attribute -> {
              ExportedTensor tensor = attribute.tensor();
              return new Field(
                  attribute.name(),
                  precision.computed(tensor.type()).storageClass(),
                  entries.get(tensor.storage()),
                  tensor.storageElements(),
                  tensor.offset(),
                  tensor.sizes(),
                  tensor.strides());
            })
        .toList();
  }

  /** Only learned tensors of floating-point numbers are parameters: others have no gradients. */
  private String text(String methods) {
    StringBuilder text = new StringBuilder("class " + SHORT_NAME + "(Module):\n");
    text.append("  __parameters__ = [").append(names(true)).append("]\n");
    text.append("  __buffers__ = [").append(names(false)).append("]\n");
    attributes.forEach(attribute -> text.append("  " + attribute.name() + " : Tensor\n"));
    return text.append("  training : bool\n").append(methods).toString();
  }

  private String names(boolean parameters) {
    StringBuilder names = new StringBuilder();
    attributes.stream()
        .filter(a -> (a.learned() && a.tensor().type().isFloatingPoint()) == parameters)
        .forEach(a -> names.append('"').append(a.name()).append("\", "));
    return names.toString();
  }

  private void copy(String storage, ElementType type, OutputStream out) throws IOException {
    Optional<CastStorage> cast =
        precision.isCast(type) ? CastStorage.of("torch." + type.storageClass()) : Optional.empty();
    try (InputStream in = archive.open(storage)) {
      if (cast.isEmpty()) {
        in.transferTo(out);
        return;
      }
      byte[] some = in.readNBytes(BUFFER);
      while (some.length > 0) {
        out.write(cast.get().floats(some));
        some = in.readNBytes(BUFFER);
      }
    }
  }
}
