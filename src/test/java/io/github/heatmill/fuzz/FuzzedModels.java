package io.github.heatmill.fuzz;

import io.github.heatmill.model.file.NetworkFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Damaged copies of small networks: half of them damaged as files, half in the entries of the
 * archive.
 */
final class FuzzedModels {
  private static final List<Path> FOLDERS =
      List.of(Path.of("test/resources/networks"), Path.of("../udfs/test/resources/networks"));
  private static final int LARGEST = 50_000;

  private final Mutations mutations;
  private final List<byte[]> files = new ArrayList<>();
  private final List<Map<String, byte[]>> archives = new ArrayList<>();

  FuzzedModels(long seed) throws IOException {
    mutations = new Mutations(seed);
    for (Path folder : FOLDERS) {
      try (Stream<Path> all = Files.list(folder).filter(f -> f.toString().endsWith(".pt"))) {
        for (Path file : all.sorted().toList()) {
          byte[] content = Files.readAllBytes(file);
          if (content.length <= LARGEST) {
            files.add(content);
            archives.add(unpacked(file));
          }
        }
      }
    }
  }

  /** The next damaged file. */
  byte[] next() throws IOException {
    return mutations.coin() ? mutations.damaged(files) : packed();
  }

  /** The next one whose checksums are right, so that more of it is read. */
  byte[] packed() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>(mutations.one(archives));
    List<String> names =
        entries.keySet().stream().filter(name -> !name.endsWith(".debug_pkl")).toList();
    String name = mutations.one(names);
    entries.put(name, mutations.damaged(List.of(entries.get(name), entries.get(name))));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a file as far as it goes, and opens it at its last layer.
   *
   * @return the opened copy's layer; empty where the file is refused
   */
  Optional<String> open(byte[] content, Path file) throws IOException {
    Files.write(file, content);
    try {
      NetworkFile script = NetworkFile.read(file);
      List<String> layers = script.explainable().toList();
      if (layers.isEmpty()) {
        return Optional.empty();
      }
      String last = layers.get(layers.size() - 1);
      script.writeOpened(List.of(last), opened(file));
      return Optional.of(last);
    } catch (IllegalArgumentException e) { // A sentence, as the package promises.
      return Optional.empty();
    }
  }

  /** Where the opened copy of a file lies. */
  static Path opened(Path file) {
    return file.resolveSibling(file.getFileName().toString().replace(".pt", "-opened.pt"));
  }

  private static Map<String, byte[]> unpacked(Path file) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }
}
