package io.github.heatmill.model;

/** A network needed more memory than its device has: a smaller batch may still fit. */
public final class ModelMemoryException extends ModelRunException {
  private static final long serialVersionUID = 1L;

  public ModelMemoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
