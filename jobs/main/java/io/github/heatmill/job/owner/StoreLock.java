package io.github.heatmill.job.owner;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file in a store that has no locks, such as S3. It is written again and again while the job
 * works, and counts no more when it is older than {@link #STALE}. Two jobs that begin within the
 * same moment may both get it.
 */
final class StoreLock implements Holding {
  /** The age at which the file of a job counts no more. */
  static final Duration STALE = Duration.ofMinutes(3);

  private static final int SECONDS_BETWEEN_WRITES = 30;

  private final FileSystem files;
  private final Path file;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "heatmill-output-lock");
            thread.setDaemon(true);
            return thread;
          });

  private StoreLock(FileSystem files, Path file) {
    this.files = files;
    this.file = file;
  }

  /**
   * Takes a file.
   *
   * @throws IllegalArgumentException naming the process that renews it
   */
  static StoreLock of(FileSystem files, Path file) throws IOException {
    expectFree(files, file);
    return new StoreLock(files, file);
  }

  /**
   * Checks that nobody renews a file.
   *
   * @throws IllegalArgumentException naming the process that renews it
   */
  static void expectFree(FileSystem files, Path file) throws IOException {
    Optional<FolderOwner> owner = owner(files, file);
    if (owner.isEmpty() || !owner.get().writing() || owner.get().isDead()) {
      return;
    }
    Instant renewed = Instant.ofEpochMilli(files.getFileStatus(file).getModificationTime());
    if (renewed.plus(STALE).isAfter(Instant.now())) {
      throw owner.get().refusal(file.getParent().toString());
    }
  }

  /** The owner that a file names; empty if there is no file. */
  static Optional<FolderOwner> owner(FileSystem files, Path file) throws IOException {
    try (InputStream in = files.open(file)) {
      return Optional.of(FolderOwner.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void write(FolderOwner owner) throws IOException {
    renew(owner);
    if (!owner.writing()) {
      return;
    }
    timer.scheduleAtFixedRate(
        () -> renewLater(owner), SECONDS_BETWEEN_WRITES, SECONDS_BETWEEN_WRITES, TimeUnit.SECONDS);
  }

  private void renew(FolderOwner owner) throws IOException {
    try (OutputStream out = files.create(file, true /* overwrite */)) {
      out.write(owner.json().getBytes(StandardCharsets.UTF_8));
    }
  }

  private void renewLater(FolderOwner owner) {
    try {
      renew(owner);
    } catch (IOException | UncheckedIOException e) {
      // The store is away for a while; the job itself notices if it needs it.
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
