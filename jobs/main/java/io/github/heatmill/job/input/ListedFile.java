package io.github.heatmill.job.input;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.heatmill.udf.image.ShardImages;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A file that was found in a listing: an image, or a shard with many images.
 *
 * @param uri the place of the file
 * @param labelText the label that the dataset gives; null without a label
 * @param length the size in bytes
 */
public record ListedFile(String uri, String labelText, long length) implements Serializable {
  /** The column with the URI. */
  public static final String INPUT = "input";

  private static final String LABEL_TEXT = "label_text";
  private static final String LENGTH = "length";

  /** The columns of a table of files. */
  static final StructType SCHEMA =
      new StructType()
          .add(INPUT, DataTypes.StringType)
          .add(LABEL_TEXT, DataTypes.StringType)
          .add(LENGTH, DataTypes.LongType);

  static ListedFile of(FileStatus file, Optional<String> label) {
    return new ListedFile(file.getPath().toString(), label.orElse(null), file.getLen());
  }

  /** Reads a row with the columns of {@link #SCHEMA}. */
  static ListedFile of(Row row) {
    return new ListedFile(row.getString(0), row.getString(1), row.getLong(2));
  }

  /** Whether it holds many images. */
  public boolean isShard() {
    return ShardImages.isShard(uri);
  }

  /** Writes an object with the columns of {@link #SCHEMA}. */
  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField(INPUT, uri);
    json.writeStringField(LABEL_TEXT, labelText);
    json.writeNumberField(LENGTH, length);
    json.writeEndObject();
  }
}
