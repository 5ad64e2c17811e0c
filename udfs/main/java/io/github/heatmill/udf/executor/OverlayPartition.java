package io.github.heatmill.udf.executor;

import io.github.heatmill.image.Overlay;
import io.github.heatmill.image.Pixels;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Draws maps over the images that they explain: rows with the columns {@code id}, {@code image} and
 * {@code heatmap} in, rows of {@link #SCHEMA} out.
 */
public final class OverlayPartition implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;
  private static final double ALPHA = 0.6;

  /** The drawing as a file, or why there is none. */
  public static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.IntegerType)
          .add("file", DataTypes.BinaryType)
          .add("problem", DataTypes.StringType);

  private final Explanation explanation;
  private final SerializableConfiguration hadoop;

  /**
   * Prepares the function on the driver.
   *
   * @param explanation whose model's card says how large the drawings are
   * @param hadoop how executors reach the images' file systems
   */
  public OverlayPartition(Explanation explanation, SerializableConfiguration hadoop) {
    this.explanation = explanation;
    this.hadoop = hadoop;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    ImageReader reader = new ImageReader(explanation, hadoop.value());
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Row next() {
        return drawn(rows.next(), reader);
      }
    };
  }

  private static Row drawn(Row row, ImageReader reader) {
    try {
      Pixels seen = reader.read(row.getAs("image"), 0 /* any class */).pixels();
      byte[] file = Overlay.draw(seen, ExplainedImage.map(row), ALPHA).jpeg();
      return RowFactory.create(row.getAs("id"), file, null);
    } catch (ImageFailure failure) {
      return RowFactory.create(row.getAs("id"), null, failure.getMessage());
    }
  }
}
