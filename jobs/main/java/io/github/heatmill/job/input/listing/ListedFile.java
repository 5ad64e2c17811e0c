package io.github.heatmill.job.input.listing;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.image.ShardImages;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * An image or a shard that was found.
 *
 * @param uri its URI; for a file that cannot be opened, a name that can be typed
 * @param labelText the label in the dataset; null without one
 * @param length its size in bytes; 0 when unknown
 * @param problem the reason why it cannot be read, in one sentence; null if it may be read
 */
public record ListedFile(String uri, String labelText, long length, String problem)
    implements Serializable {
  /** The column of the URI. */
  public static final String INPUT = "input";

  private static final String LABEL_TEXT = "label_text";
  private static final String LENGTH = "length";
  private static final String PROBLEM = "problem";

  /** The columns of the files that a run has taken on. */
  public static final StructType SCHEMA =
      new StructType()
          .add(INPUT, DataTypes.StringType)
          .add(LABEL_TEXT, DataTypes.StringType)
          .add(LENGTH, DataTypes.LongType)
          .add(PROBLEM, DataTypes.StringType);

  /** A file that may be read. */
  public ListedFile(String uri, String labelText, long length) {
    this(uri, labelText, length, null);
  }

  /** Reads a row with the columns of {@link #SCHEMA}. */
  public static ListedFile of(Row row) {
    return new ListedFile(row.getString(0), row.getString(1), row.getLong(2), row.getString(3));
  }

  /** The same file with a label. */
  public ListedFile labelled(Optional<String> label) {
    return new ListedFile(uri, label.orElse(null), length, problem);
  }

  /** The same file, which may be read again. */
  public ListedFile mended() {
    return new ListedFile(uri, labelText, length);
  }

  /** The name of the folder that holds the file; empty if its URI names none. */
  public String folder() {
    String above = uri.substring(0, Math.max(0, uri.lastIndexOf('/')));
    return above.substring(above.lastIndexOf('/') + 1);
  }

  /** Whether it holds many images, and can be read. */
  public boolean isShard() {
    return problem == null && ShardImages.isShard(uri);
  }

  /** The image that an executor is to read, or the reason why it cannot. */
  public InputImage image() {
    InputImage image = InputImage.file(uri, labelText);
    return problem == null ? image : image.unreadable(problem);
  }

  /** Writes the file as a JSON object with the columns of {@link #SCHEMA}. */
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField(INPUT, uri);
    json.writeStringField(LABEL_TEXT, labelText);
    json.writeNumberField(LENGTH, length);
    if (problem != null) {
      json.writeStringField(PROBLEM, problem);
    }
    json.writeEndObject();
  }
}
