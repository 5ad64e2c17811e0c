package io.github.heatmill.job.problem;

/** Carries what went wrong in a piece of a run and is not unchecked itself. */
public final class PieceFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param cause what Spark's streaming found
   */
  public PieceFailedException(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
