package io.github.heatmill.udf.image;

import io.github.heatmill.model.ModelMemoryException;
import io.github.heatmill.naming.Secrets;
import io.github.heatmill.udf.table.Tables;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The failure of an image. The message is the reason in the table of errors. */
public final class ImageFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final Stage stage;

  public ImageFailure(Stage stage, String reason) {
    super(Secrets.without(reason));
    this.stage = stage;
  }

  public ImageFailure(Stage stage, Exception cause) {
    super(reason(cause), cause);
    this.stage = stage;
  }

  /** The network gave logits that are not finite numbers. */
  public static ImageFailure ofLogits() {
    return new ImageFailure(Stage.INFER, "Network gave logits that are not finite numbers");
  }

  /** The pixels of the image are not those that were explained. */
  public static ImageFailure ofOtherPixels() {
    return new ImageFailure(
        Stage.SCORE, "Image has changed since it was explained (explain it again)");
  }

  /** The executor process ended at this stage while it worked on the image. */
  public static ImageFailure ofProcess(String stage) {
    return new ImageFailure(
        Stage.valueOf(stage.toUpperCase(Locale.ROOT)),
        "Executor process ended while it worked on this image");
  }

  /** Whether a smaller batch may succeed. */
  public boolean isOutOfMemory() {
    return causes().anyMatch(ModelMemoryException.class::isInstance);
  }

  private Stream<Throwable> causes() {
    return Stream.iterate(getCause(), Objects::nonNull, Throwable::getCause);
  }

  /** The failure of an image that was processed alone. A lack of memory is then named as such. */
  public ImageFailure alone() {
    return isOutOfMemory()
        ? new ImageFailure(
            stage, "Out of memory with this image alone, whatever --batch-size: " + getMessage())
        : this;
  }

  /** This failure as a row of {@link Tables#ERROR}. */
  public Row row() {
    return RowFactory.create(stage.id(), getMessage());
  }

  /** The message of an exception on one line, or its class if it has none. */
  static String reason(Exception cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank()
        ? cause.getClass().getSimpleName()
        : Secrets.without(message.strip().replaceAll("\\s*\\R\\s*", " "));
  }
}
