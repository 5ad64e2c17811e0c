package io.github.heatmill.job.problem;

/** Carries a checked exception of a piece of a run. */
public final class PieceFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private PieceFailedException(Throwable cause) {
    super(cause.getMessage(), cause);
  }

  /** Returns an unchecked exception as it is, and wraps a checked one. */
  public static RuntimeException of(Throwable cause) {
    return cause instanceof RuntimeException unchecked
        ? unchecked
        : new PieceFailedException(cause);
  }
}
