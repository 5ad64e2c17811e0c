package io.github.heatmill.truth;

/**
 * Thrown for ground truth that cannot be used. The message is one sentence for a table of errors.
 */
public final class AnnotationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AnnotationException(String message) {
    super(message);
  }

  public AnnotationException(String message, Throwable cause) {
    super(message, cause);
  }
}
