package io.github.heatmill.udf;

/** An image ends here; the message is the reason that the table of errors gives. */
final class ImageFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final Stage stage;

  ImageFailure(Stage stage, String reason) {
    super(reason);
    this.stage = stage;
  }

  ImageFailure(Stage stage, Exception cause) {
    super(reason(cause), cause);
    this.stage = stage;
  }

  Stage stage() {
    return stage;
  }

  private static String reason(Exception cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank()
        ? cause.getClass().getSimpleName()
        : message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
