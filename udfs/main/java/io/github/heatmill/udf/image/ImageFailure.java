package io.github.heatmill.udf.image;

import io.github.heatmill.model.ModelMemoryException;
import io.github.heatmill.naming.Secrets;
import io.github.heatmill.udf.table.Tables;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** An image ends here; the message is the reason that the table of errors gives. */
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

  /** An image for which the network computes no class. */
  public static ImageFailure ofLogits() {
    return new ImageFailure(Stage.INFER, "Network gave logits that are not finite numbers");
  }

  /** An image whose pixels are not those that were explained. */
  public static ImageFailure ofOtherPixels() {
    return new ImageFailure(
        Stage.SCORE, "Image has changed since it was explained (explain it again)");
  }

  /** An image over which a process ended. */
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

  /** As the table of errors tells it of an image for which no batch is small enough. */
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

  /** What an exception says, on one line. */
  static String reason(Exception cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank()
        ? cause.getClass().getSimpleName()
        : Secrets.without(message.strip().replaceAll("\\s*\\R\\s*", " "));
  }
}
