package io.github.heatmill.job.problem;

/** Carries what went wrong in a piece of a run and is not unchecked itself. */
public final class PieceFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private PieceFailedException(Throwable cause) {
    super(cause.getMessage(), cause);
  }

  /** What went wrong, if it is unchecked, else carried by one of these. */
  public static RuntimeException of(Throwable cause) {
    return cause instanceof RuntimeException unchecked
        ? unchecked
        : new PieceFailedException(cause);
  }
}
