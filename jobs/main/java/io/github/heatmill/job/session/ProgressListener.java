package io.github.heatmill.job.session;

import java.util.OptionalLong;

/** Receives the progress of a job. Calls come from several threads. */
public interface ProgressListener {

  /** Ignores all progress. */
  static ProgressListener none() {
    return new ProgressListener() {
      @Override
      public void stepStarted(String step) {}

      @Override
      public void imagesProcessed(Progress progress) {}
    };
  }

  /**
   * A pass over images.
   *
   * @param name the start of each progress line; may be empty
   * @param expected the number of images; empty if it is known only after reading them
   */
  record Pass(String name, OptionalLong expected) {
    public Pass(String name, long expected) {
      this(name, OptionalLong.of(expected));
    }
  }

  /**
   * How far a pass has come.
   *
   * @param images images that have an outcome, including errors
   * @param errors images that failed
   * @param seconds since the start of the pass
   */
  record Progress(Pass pass, long images, long errors, double seconds) {}

  /** A step began that is not a pass over images, such as "Measuring batches of 4". */
  void stepStarted(String step);

  /** Something was noticed that users should know, in one sentence without its full stop. */
  default void noticed(String note) {}

  /** Called every few seconds during a pass, and once at its end. */
  void imagesProcessed(Progress progress);
}
