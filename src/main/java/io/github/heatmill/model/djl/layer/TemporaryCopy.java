package io.github.heatmill.model.djl.layer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** A copy of a network's file that is deleted when the engine has read it. */
public final class TemporaryCopy {
  private TemporaryCopy() {}

  /**
   * Gives the place of a copy, which does not exist yet, and deletes what is there afterwards.
   *
   * @param use writes the copy and lets the engine read it
   */
  public static <T> T of(Function<Path, T> use) {
    try {
      Path folder = Files.createTempDirectory("heatmill");
      Path copy = folder.resolve("network.pt");
      try {
        return use.apply(copy);
      } finally {
        Files.deleteIfExists(copy);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
