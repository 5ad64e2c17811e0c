package io.github.heatmill.model;

/** Thrown when a network runs, but what it gives cannot be explained as asked. */
public final class UnsuitableModelException extends ModelRunException {
  private static final long serialVersionUID = 1L;

  public UnsuitableModelException(String message) {
    super(message);
  }

  public UnsuitableModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
