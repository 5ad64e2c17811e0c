package io.github.heatmill.model.djl.layer;

import io.github.heatmill.model.archive.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Function;

/** A private copy of a network's file that is deleted when the engine has read it. */
public final class TemporaryCopy {
  private TemporaryCopy() {}

  /**
   * Gives the place of a copy, an empty file, and deletes what is there afterwards.
   *
   * @param use writes the copy and lets the engine read it
   */
  public static <T> T of(Function<Path, T> use) {
    try {
      Path folder = PrivateFiles.folder();
      try {
        return use.apply(PrivateFiles.file(folder, ".pt"));
      } finally {
        PrivateFiles.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
