package io.github.heatmill.udf.table;

import io.github.heatmill.image.Preprocessing;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;

/**
 * Adds the preprocessing of a run to the columns {@code heatmap} and {@code boxes} as metadata,
 * which Parquet keeps. Boxes are in pixels of the network's input, and maps cover that input. SQL
 * functions read its size from the metadata, so that queries need not repeat it.
 */
public final class InputFrame {
  /** The key of the height of the network's input in pixels. */
  public static final String HEIGHT = "heatmill.input_height";

  /** The key of the width of the network's input in pixels. */
  public static final String WIDTH = "heatmill.input_width";

  /** The key of how images were resized, as {@link io.github.heatmill.image.Resizing} writes it. */
  public static final String RESIZING = "heatmill.resizing";

  /**
   * The key, in tables of older runs, of the size to which the shorter side was resized before
   * cropping; 0 if the whole image was resized.
   */
  public static final String RESIZE = "heatmill.resize";

  private InputFrame() {}

  /** Adds the metadata to a table of explanations. */
  public static Dataset<Row> on(Dataset<Row> explanations, Preprocessing input) {
    Metadata frame =
        new MetadataBuilder()
            .putLong(HEIGHT, input.height())
            .putLong(WIDTH, input.width())
            .putString(RESIZING, input.resizing().toString())
            .build();
    return explanations.withMetadata("heatmap", frame).withMetadata("boxes", frame);
  }
}
