package io.github.heatmill.job.input;

import io.github.heatmill.udf.executor.ShardImages;
import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A file that a listing found: an image, or a shard with many.
 *
 * @param uri where it is
 * @param labelText what the dataset says it shows; null when it says nothing
 * @param length in bytes
 */
public record ListedFile(String uri, String labelText, long length) implements Serializable {
  /** The columns of {@link #row}. */
  static final StructType SCHEMA =
      new StructType()
          .add("input", DataTypes.StringType)
          .add("label_text", DataTypes.StringType)
          .add("length", DataTypes.LongType);

  /** Reads a row with the columns of {@link #SCHEMA}. */
  static ListedFile of(Row row) {
    return new ListedFile(row.getString(0), row.getString(1), row.getLong(2));
  }

  /** Whether it holds many images. */
  public boolean isShard() {
    return ShardImages.isShard(uri);
  }

  Row row() {
    return RowFactory.create(uri, labelText, length);
  }
}
