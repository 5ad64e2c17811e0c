package io.github.heatmill.udf.image;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * An image on its way in.
 *
 * @param image its URI, or its key within a table
 * @param labelText what the dataset says it shows; null when it says nothing
 * @param content the encoded file; null when the executor shall read the URI
 * @param problem why it cannot be read, known beforehand; null when nothing is
 */
public record InputImage(String image, String labelText, byte[] content, String problem)
    implements Serializable {
  /** The columns of {@link #row}. */
  public static final StructType SCHEMA =
      new StructType(
          new StructField[] {
            new StructField("image", DataTypes.StringType, false, Metadata.empty()),
            new StructField("label_text", DataTypes.StringType, true, Metadata.empty()),
            new StructField("content", DataTypes.BinaryType, true, Metadata.empty()),
            new StructField("problem", DataTypes.StringType, true, Metadata.empty()),
          });

  /** An image of which nothing is known to be wrong. */
  public InputImage(String image, String labelText, byte[] content) {
    this(image, labelText, content, null);
  }

  /** A file that an executor shall read. */
  public static InputImage file(String uri, String labelText) {
    return new InputImage(uri, labelText, null);
  }

  /** Reads a row with the columns of {@link #SCHEMA}. */
  public static InputImage of(Row row) {
    return new InputImage(row.getString(0), row.getString(1), row.getAs(2), row.getString(3));
  }

  /** The same, ending here. */
  InputImage failed(String reason) {
    return new InputImage(image, labelText, null, reason);
  }

  /** This image as a row. */
  public Row row() {
    return RowFactory.create(image, labelText, content, problem);
  }
}
