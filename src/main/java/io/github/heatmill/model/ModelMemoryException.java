package io.github.heatmill.model;

/** Thrown when a network needs more memory than its device has. A smaller batch may fit. */
public final class ModelMemoryException extends ModelRunException {
  private static final long serialVersionUID = 1L;

  public ModelMemoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
