package io.github.heatmill.model.card;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The files of one place that may describe a model, by name. */
@FunctionalInterface
public interface CardFiles {
  /** A longer file describes no model. */
  int LONGEST = 16 << 20;

  /** The bytes of a file; empty if it is not there. */
  Optional<byte[]> bytes(String name) throws IOException;

  /** The files in a folder of this machine. */
  static CardFiles in(Path folder) {
    return name -> {
      Path file = folder.resolve(name);
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      try (InputStream in = Files.newInputStream(file)) {
        return Optional.of(bounded(in, file.toString()));
      }
    };
  }

  /**
   * The files that {@code torch.jit.save} put into a model file ({@code _extra_files}).
   *
   * @param model a saved file; what is no zip archive holds none
   */
  static CardFiles inside(Path model) {
    return name -> {
      if (!Files.isRegularFile(model)) {
        return Optional.empty();
      }
      try (ZipFile zip = new ZipFile(model.toFile())) {
        String end = "/extra/" + name;
        Optional<? extends ZipEntry> found =
            zip.stream()
                .filter(entry -> entry.getName().endsWith(end))
                .filter(e -> e.getName().indexOf('/') == e.getName().length() - end.length())
                .findFirst();
        if (found.isEmpty()) {
          return Optional.empty();
        }
        try (InputStream in = zip.getInputStream(found.get())) {
          return Optional.of(bounded(in, found.get().getName()));
        }
      } catch (ZipException e) {
        return Optional.empty(); // The reader of the network tells what the file is.
      }
    };
  }

  /**
   * Reads a stream of at most {@link #LONGEST} bytes.
   *
   * @throws IllegalArgumentException if it is longer
   */
  static byte[] bounded(InputStream in, String name) throws IOException {
    byte[] bytes = in.readNBytes(LONGEST + 1);
    if (bytes.length > LONGEST) {
      throw new IllegalArgumentException(
          "Invalid file: " + name + " (must describe a model in at most 16 MiB)");
    }
    return bytes;
  }

  /** The lines of a text that are not empty, without spaces around them. */
  static List<String> lines(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  /**
   * The text of a file; empty if it is not there.
   *
   * @throws IllegalArgumentException if it is not text in UTF-8
   */
  default Optional<String> text(String name) throws IOException {
    Optional<byte[]> bytes = bytes(name);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try {
      ByteBuffer content = ByteBuffer.wrap(bytes.get());
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(content).toString());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("Invalid text: " + name + " (must be UTF-8)", e);
    }
  }
}
