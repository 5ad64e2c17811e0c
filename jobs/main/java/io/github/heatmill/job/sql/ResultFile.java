package io.github.heatmill.job.sql;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file for the results of queries, which is there only when it is whole: until then, another file
 * beside it grows.
 */
public final class ResultFile implements AutoCloseable {
  private final Path file;
  private final Path draft;
  private final PrintStream out;

  private ResultFile(Path file, Path draft, OutputStream out) {
    this.file = file;
    this.draft = draft;
    this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
  }

  /**
   * Begins a file.
   *
   * @param replace whether an earlier file is replaced
   * @throws IllegalArgumentException if there is one that must not be replaced, or no folder
   */
  public static ResultFile begin(Path file, boolean replace) throws IOException {
    check(file, replace);
    Path folder = file.toAbsolutePath().getParent();
    Path draft = Files.createTempFile(folder, ".heatmill-", ".draft");
    return new ResultFile(file, draft, Files.newOutputStream(draft));
  }

  /** The checks of {@link #begin}, before anything takes time. */
  public static void check(Path file, boolean replace) {
    if (Files.exists(file) && (!replace || !Files.isRegularFile(file))) {
      throw new IllegalArgumentException(
          "Output exists: " + file + " (name another file, or add --overwrite for a file)");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("Missing folder of the output: " + folder);
    }
  }

  /** Receives the results. */
  public PrintStream out() {
    return out;
  }

  /** Ends the file, and gives it its name. */
  public void complete() throws IOException {
    out.close();
    if (out.checkError()) {
      throw new IOException("Output cannot be written: " + file + " (is its disk full?)");
    }
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Deletes what is not complete. */
  @Override
  public void close() throws IOException {
    out.close();
    Files.deleteIfExists(draft);
  }
}
