package io.github.heatmill.image.decode;

/** An image that cannot be decoded. The message is one sentence for the table of errors. */
public final class UndecodableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UndecodableException(String message) {
    super(message);
  }

  UndecodableException(String message, Throwable cause) {
    super(message, cause);
  }
}
