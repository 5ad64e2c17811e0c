package io.github.heatmill.job.input.listing;

import io.github.heatmill.image.format.FileKind;
import io.github.heatmill.image.format.FileKind.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Tells images from other files by their first bytes, for files whose names do not say it. Many
 * files are opened at once, and none is waited for without end.
 */
final class FirstBytes {
  private static final int AT_ONCE = 32;

  /** The files of one round, and the time for it. */
  private static final int ROUND = 2048;

  private static final long SECONDS = 60;

  private static final String LATE = "not looked into in time (no image extension)";

  private FirstBytes() {}

  /**
   * Looks into files.
   *
   * @param images takes each image
   * @param others takes the URI of each other file, and why it is skipped
   */
  static void sort(
      List<FolderEntry> files, Consumer<FolderEntry> images, BiConsumer<String, String> others) {
    boolean late = false;
    for (int start = 0; start < files.size(); start += ROUND) {
      List<FolderEntry> round = files.subList(start, Math.min(files.size(), start + ROUND));
      List<Optional<String>> reasons = late ? List.of() : reasons(round);
      for (int i = 0; i < round.size(); i++) {
        Optional<String> reason = late ? Optional.of(LATE) : reasons.get(i);
        FolderEntry file = round.get(i);
        reason.ifPresentOrElse(why -> others.accept(file.uri(), why), () -> images.accept(file));
      }
      late |= reasons.contains(Optional.of(LATE));
    }
  }

  /** For each file the reason why it is no image; empty for an image. */
  private static List<Optional<String>> reasons(List<FolderEntry> files) {
    ExecutorService readers = Executors.newFixedThreadPool(AT_ONCE, FirstBytes::daemon);
    try {
      List<Optional<String>> reasons = new ArrayList<>();
      for (Future<Optional<String>> each :
          readers.invokeAll(
              files.stream().map(file -> (Callable<Optional<String>>) () -> reason(file)).toList(),
              SECONDS,
              TimeUnit.SECONDS)) {
        reasons.add(reason(each));
      }
      return reasons;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Listing was interrupted", e);
    } finally {
      readers.shutdownNow();
    }
  }

  /** A thread that does not keep the process alive when its file hangs. */
  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "heatmill-first-bytes");
    thread.setDaemon(true);
    return thread;
  }

  private static Optional<String> reason(Future<Optional<String>> looked)
      throws InterruptedException {
    try {
      return looked.get();
    } catch (CancellationException e) {
      return Optional.of(LATE);
    } catch (ExecutionException e) {
      return Optional.of("unreadable");
    }
  }

  private static Optional<String> reason(FolderEntry file) throws IOException {
    try (InputStream in = file.opening().open()) {
      FileKind kind = FileKind.of(in.readNBytes(FileKind.START_BYTES));
      return kind.verdict() == Verdict.NO_IMAGE ? Optional.of(kind.name()) : Optional.empty();
    }
  }
}
