package io.github.heatmill.job.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The demo's network and pictures: six classes, one folder each. */
public final class Demo {
  public static final Path FOLDER = Path.of("../src/demo").toAbsolutePath().normalize();
  public static final Path MODEL = FOLDER.resolve("model");
  public static final List<String> CLASSES =
      List.of("bicycle", "fish", "house", "jug", "mug", "umbrella");

  private Demo() {}

  /** The number-th picture of a class, counted from 1. */
  public static Path image(String name, int number) {
    return FOLDER.resolve(String.format("images/%s/%s_%02d.jpg", name, name, number));
  }

  /** Copies the first pictures of each class into a folder for each. */
  public static Path copy(Path folder, int imagesPerClass) {
    for (String name : CLASSES) {
      for (int i = 1; i <= imagesPerClass; i++) {
        Path image = image(name, i);
        copy(image, folder.resolve(name).resolve(image.getFileName().toString()));
      }
    }
    return folder;
  }

  /** Copies an image of a jug and one of a mug, each into the folder of its class. */
  public static Path copyJugAndMug(Path folder) {
    for (String name : List.of("jug", "mug")) {
      Path image = image(name, 1);
      copy(image, folder.resolve(name).resolve(image.getFileName().toString()));
    }
    return folder;
  }

  /** Copies a picture to a file, the folders of which may not exist yet. */
  public static Path copy(Path image, Path target) {
    return write(target, bytes(image));
  }

  public static Path write(Path target, byte[] content) {
    try {
      Files.createDirectories(target.getParent());
      return Files.write(target, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names in a folder, hidden ones included, in order. */
  public static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
