package io.github.heatmill.model.program;

/**
 * Thrown for source text with unknown syntax. The code around it can still be used, without
 * inlining.
 */
public final class UnreadableSourceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnreadableSourceException(String message) {
    super(message);
  }
}
