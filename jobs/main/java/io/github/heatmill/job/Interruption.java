package io.github.heatmill.job;

import io.github.heatmill.job.session.PassProgress;
import io.github.heatmill.udf.request.DriverFiles;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;
import org.jline.utils.Signals;

/**
 * Ends the process when the user or the system asks for it by a signal: with one line that says how
 * to go on, and without what Spark prints when its work is taken away.
 */
final class Interruption {
  /** The exit status of a shell's command that ended by the signal. */
  private static final Map<String, Integer> STATUS = Map.of("HUP", 129, "INT", 130, "TERM", 143);

  private static final int SECONDS_TO_STOP = 20;
  private static final String EXPLAIN = "explain";

  private static final String TAKEN_DOWN =
      "Failed: Spark has ended this process, most often because its memory ran out"
          + " (HEATMILL_DRIVER_MEMORY=8g scripts/heatmill gives it more, or spark-submit"
          + " --driver-memory 8g; ";

  private final AtomicBoolean stopping = new AtomicBoolean();
  private final AtomicBoolean finished = new AtomicBoolean();
  private final List<String> arguments;
  private final PrintStream err;

  private Interruption(List<String> arguments, PrintStream err) {
    this.arguments = arguments;
    this.err = err;
  }

  /** From now on, signals end this process calmly. */
  static Interruption handle(String... arguments) {
    PrintStream err = System.err;
    Interruption interruption = new Interruption(List.of(arguments), err);
    System.setErr(new PrintStream(interruption.untilStopped(err), true, StandardCharsets.UTF_8));
    STATUS.forEach((signal, status) -> Signals.register(signal, () -> interruption.stop(status)));
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::explainEnd, "heatmill-end"));
    return interruption;
  }

  /** The command is done, so that the end of the process needs no explanation. */
  void finished() {
    finished.set(true);
  }

  /** Spark ends the process after an error of Java in a task, such as too little memory. */
  private void explainEnd() {
    if (!finished.get() && !stopping.getAndSet(true)) {
      String remedy = line(arguments, Optional.empty()).replaceFirst("^Stopped.*; ", "");
      err.println("heatmill: " + TAKEN_DOWN + remedy + ")");
      silence();
    }
  }

  /** Makes Spark log nothing any more. */
  static void silence() {
    Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.OFF);
  }

  /** What threads print that lose their work says nothing to the user. */
  private OutputStream untilStopped(PrintStream stream) {
    return new FilterOutputStream(stream) {
      @Override
      public void write(int b) {
        if (!stopping.get()) {
          stream.write(b);
        }
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        if (!stopping.get()) {
          stream.write(bytes, offset, length);
        }
      }
    };
  }

  private void stop(int status) {
    if (stopping.getAndSet(true)) { // A second signal: the user does not want to wait.
      end(status);
    }
    err.println("heatmill: " + line(arguments, PassProgress.latest()));
    silence();
    Thread limit = new Thread(() -> endLater(status), "heatmill-stop");
    limit.setDaemon(true);
    limit.start();
    System.exit(status); // Spark stops executors and removes its files.
  }

  private static void endLater(int status) {
    try {
      Thread.sleep(SECONDS_TO_STOP * 1_000L);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end(status);
  }

  private static void end(int status) {
    DriverFiles.delete();
    Runtime.getRuntime().halt(status);
  }

  /**
   * What the user is told.
   *
   * @param images how far the command has come, such as {@code 12 of 24 images}
   */
  static String line(List<String> arguments, Optional<String> images) {
    String stopped = "Stopped" + images.map(done -> " after " + done).orElse("");
    if (arguments.isEmpty() || !arguments.get(0).equals(EXPLAIN)) {
      return stopped + "; the same command begins again";
    }
    if (arguments.contains("--overwrite")) {
      return images.isEmpty()
          ? stopped + " before the first image; the same command begins again"
          : stopped + "; the same command without --overwrite goes on";
    }
    return stopped + "; the same command goes on";
  }
}
