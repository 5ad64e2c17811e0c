package io.github.heatmill.model.exported.archive;

import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.archive.ArchiveEntries;
import io.github.heatmill.model.exported.graph.ExportedModel;
import io.github.heatmill.model.exported.graph.InputSpec;
import io.github.heatmill.model.exported.json.GraphReader;
import io.github.heatmill.model.exported.json.Payload;
import io.github.heatmill.model.exported.json.PayloadReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file in which {@code torch.export.save} has stored a program. The graph is held in memory; the
 * values of tensors stay in the file.
 */
public final class ExportedArchive {
  /** The version of the archive that is read; PyTorch reads no other either. */
  private static final String VERSION = "0";

  private final Path file;
  private final ExportedModel model;
  private final TensorTable tensors;

  private ExportedArchive(Path file, ExportedModel model, TensorTable tensors) {
    this.file = file;
    this.model = model;
    this.tensors = tensors;
  }

  /** Whether the entries of a zip, by their full names, are those of an exported program. */
  public static boolean isExported(Set<String> entryPaths) {
    Set<String> all =
        entryPaths.stream()
            .flatMap(path -> Stream.of(path, ArchiveEntries.withoutFolder(path)))
            .collect(Collectors.toSet());
    return ProgramChoice.isExported(all) && all.stream().noneMatch(ArchiveEntries::isSource);
  }

  /**
   * Reads the graph and the list of tensors, and checks all of the file.
   *
   * @param modelName which program is read; a file with only one needs no name
   * @throws ModelFormatException if it is no exported program, is damaged or malicious, or holds
   *     what cannot be read
   */
  public static ExportedArchive read(Path file, Optional<String> modelName) {
    if (!Files.isRegularFile(file)) {
      throw new ModelFormatException("Missing model file: " + file + " (must be a .pt2 file)");
    }
    try (CheckedZip zip = CheckedZip.open(file, file)) {
      return read(zip, modelName);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ExportedArchive read(CheckedZip zip, Optional<String> modelName)
      throws IOException {
    ProgramChoice choice = ProgramChoice.of(zip.shown(), zip.paths(), modelName);
    String version = zip.text("archive_version").orElse(VERSION);
    if (!version.equals(VERSION)) {
      throw zip.broken("is an archive of version " + version + " (must be " + VERSION + ")");
    }
    ExportedModel model = GraphReader.read(name(zip, choice.graph()), zip.required(choice.graph()));
    TensorTable tensors = new TensorTable(zip.shown());
    addTensors(zip, choice.weights(), tensors);
    addTensors(zip, choice.constants(), tensors);
    model.inputs().forEach(input -> checkStored(zip, input, tensors));
    return new ExportedArchive(zip.shown(), model, tensors);
  }

  /** PyTorch, too, takes the pickled tensors if there are some. */
  private static void addTensors(CheckedZip zip, TensorPlace place, TensorTable tensors)
      throws IOException {
    if (place.list().isEmpty() || zip.has(place.pickle())) {
      PickledTensors.read(zip, place.pickle(), tensors);
      return;
    }
    String list = place.list().get();
    PayloadReader.read(name(zip, list), zip.required(list))
        .forEach((name, payload) -> addRaw(zip, name, inFolder(place.folder(), payload), tensors));
  }

  private static Payload inFolder(String folder, Payload payload) {
    return new Payload(
        folder + payload.entry(),
        payload.type(),
        payload.offset(),
        payload.sizes(),
        payload.strides());
  }

  private static void addRaw(CheckedZip zip, String name, Payload payload, TensorTable tensors) {
    StoredBytes bytes =
        zip.stored(payload.entry())
            .orElseThrow(
                () ->
                    tensors.broken(
                        name,
                        "in " + payload.entry() + ", which is missing (fetch or export it again)"));
    tensors.add(name, payload, bytes);
  }

  private static void checkStored(CheckedZip zip, InputSpec input, TensorTable tensors) {
    Optional<String> name =
        input instanceof InputSpec.Parameter parameter
            ? Optional.of(parameter.name())
            : input instanceof InputSpec.Buffer buffer
                ? Optional.of(buffer.name())
                : input instanceof InputSpec.Constant constant
                    ? Optional.of(constant.name())
                    : Optional.empty();
    name.filter(stored -> !tensors.tensors().containsKey(stored))
        .ifPresent(
            missing -> {
              throw zip.broken("has no values of " + missing + " (fetch or export it again)");
            });
  }

  private static String name(CheckedZip zip, String entry) {
    return zip.shown() + ", " + entry;
  }

  /** The program without its tensors. */
  public ExportedModel model() {
    return model;
  }

  /** The places of parameters, buffers and constants, by qualified name. */
  public Map<String, ExportedTensor> tensors() {
    return tensors.tensors();
  }

  /**
   * Opens the bytes of a storage, all numbers little-endian. The caller closes the stream.
   *
   * @param storage as {@link ExportedTensor#storage} names it
   */
  public InputStream open(String storage) {
    StoredBytes bytes = tensors.storages().get(storage);
    if (bytes == null) {
      throw new IllegalArgumentException(
          "Unknown storage: " + storage + " (must be that of a tensor in " + file + ")");
    }
    try {
      return bytes.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
