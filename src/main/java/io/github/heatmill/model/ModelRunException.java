package io.github.heatmill.model;

/** Thrown when a network cannot be loaded or fails on a batch. */
public class ModelRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ModelRunException(String message) {
    super(message);
  }

  public ModelRunException(String message, Throwable cause) {
    super(message, cause);
  }
}
