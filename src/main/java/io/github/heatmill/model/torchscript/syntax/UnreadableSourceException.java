package io.github.heatmill.model.torchscript.syntax;

/**
 * Source text that uses syntax this package does not know. The code around it stays usable, uncut.
 */
public final class UnreadableSourceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnreadableSourceException(String message) {
    super(message);
  }
}
