package io.github.heatmill.udf.table;

import io.github.heatmill.image.Preprocessing;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;

/**
 * What the columns {@code heatmap} and {@code boxes} carry as metadata, which Parquet keeps: how
 * images became the network's input. Boxes are in pixels of that input, and maps cover all of it,
 * so SQL functions need it, and nobody wants to write it into every query.
 */
public final class InputFrame {
  /** The height of the network's input in pixels. */
  public static final String HEIGHT = "heatmill.input_height";

  /** The width of the network's input in pixels. */
  public static final String WIDTH = "heatmill.input_width";

  /** What the shorter side was resized to before cropping; 0 where the whole image was resized. */
  public static final String RESIZE = "heatmill.resize";

  private InputFrame() {}

  /** A table of explanations with the metadata. */
  public static Dataset<Row> on(Dataset<Row> explanations, Preprocessing input) {
    Metadata frame =
        new MetadataBuilder()
            .putLong(HEIGHT, input.height())
            .putLong(WIDTH, input.width())
            .putLong(RESIZE, input.resize())
            .build();
    return explanations.withMetadata("heatmap", frame).withMetadata("boxes", frame);
  }
}
