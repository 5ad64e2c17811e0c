package io.github.heatmill.udf.image;

import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.decode.ImageDecoder;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** An image that is to be explained: its name, its label, and where its bytes are. */
public final class InputImage implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The largest file that is read. A photo is smaller, and a JVM array cannot be much larger. */
  static final int MAXIMUM_BYTES = 1 << 29;

  /** The columns of {@link #row}. */
  public static final StructType SCHEMA =
      new StructType(
          new StructField[] {
            new StructField("image", DataTypes.StringType, false, Metadata.empty()),
            new StructField("label_text", DataTypes.StringType, true, Metadata.empty()),
            new StructField("content", DataTypes.BinaryType, true, Metadata.empty()),
            new StructField("problem", DataTypes.StringType, true, Metadata.empty()),
          });

  private final String image;

  /** Null without a label. An Optional cannot be sent to executors. */
  private final String labelText;

  private final Content content;

  private InputImage(String image, String labelText, Content content) {
    this.image = image;
    this.labelText = labelText;
    this.content = content;
  }

  /** Where the bytes of an image are. */
  public sealed interface Content extends Serializable {
    /** In the file that the image is named after. */
    record AtUri() implements Content {}

    /** In memory: the encoded file. */
    record Encoded(byte[] bytes) implements Content {}

    /** Nowhere: the image cannot be read, for a known reason. */
    record Unreadable(String problem) implements Content {}
  }

  /**
   * An image whose encoded file is in memory.
   *
   * @param image its key within a table or a shard
   * @param labelText the label in the dataset; null without one
   */
  public InputImage(String image, String labelText, byte[] content) {
    this(image, labelText, new Content.Encoded(content));
  }

  /**
   * A file that an executor is to read.
   *
   * @param labelText the label in the dataset; null without one
   */
  public static InputImage file(String uri, String labelText) {
    return new InputImage(uri, labelText, new Content.AtUri());
  }

  /** A file that the tables of a run name; it cannot be read if {@link RecordedPlace} says so. */
  public static InputImage recorded(String uri) {
    InputImage file = file(uri, null /* label */);
    return RecordedPlace.problem(uri).map(file::unreadable).orElse(file);
  }

  /** Reads a row with the columns of {@link #SCHEMA}. */
  public static InputImage of(Row row) {
    Content content;
    if (!row.isNullAt(3)) {
      content = new Content.Unreadable(row.getString(3));
    } else {
      content = row.isNullAt(2) ? new Content.AtUri() : new Content.Encoded(row.getAs(2));
    }
    return new InputImage(row.getString(0), row.getString(1), content);
  }

  /** The same image, which cannot be read for this reason. */
  public InputImage unreadable(String problem) {
    return new InputImage(image, labelText, new Content.Unreadable(problem));
  }

  /** This image as a row. */
  public Row row() {
    byte[] bytes = content instanceof Content.Encoded encoded ? encoded.bytes() : null;
    String problem = content instanceof Content.Unreadable none ? none.problem() : null;
    return RowFactory.create(image, labelText, bytes, problem);
  }

  /** The URI of a file, or a key within a table or a shard. */
  public String image() {
    return image;
  }

  /** The label in the dataset; empty without one. */
  public Optional<String> labelText() {
    return Optional.ofNullable(labelText);
  }

  /** Where the bytes are. */
  public Content content() {
    return content;
  }

  /**
   * Fetches and decodes the image; returns the upright picture.
   *
   * @throws ImageFailure with the stage that failed
   */
  public Pixels decoded(ImageDecoder decoder, Configuration hadoop) throws ImageFailure {
    return decoded(decoder, hadoop, ImageDecoder.NOBODY);
  }

  /**
   * Fetches and decodes the image; returns the upright picture.
   *
   * @param oddBits as in {@link ImageDecoder#decode(byte[], IntConsumer)}
   * @throws ImageFailure with the stage that failed
   */
  public Pixels decoded(ImageDecoder decoder, Configuration hadoop, IntConsumer oddBits)
      throws ImageFailure {
    byte[] bytes = bytes(hadoop);
    try {
      return decoder.decode(bytes, oddBits);
    } catch (RuntimeException e) {
      throw new ImageFailure(Stage.DECODE, e);
    } catch (StackOverflowError | OutOfMemoryError e) {
      // A damaged file can make its reader recurse or allocate without end. Both end with the call.
      throw new ImageFailure(Stage.DECODE, "Image cannot be decoded: its reader met " + e);
    }
  }

  private byte[] bytes(Configuration hadoop) throws ImageFailure {
    if (content instanceof Content.Unreadable none) {
      throw new ImageFailure(Stage.READ, none.problem());
    }
    return content instanceof Content.Encoded encoded ? encoded.bytes() : fetched(hadoop);
  }

  private byte[] fetched(Configuration hadoop) throws ImageFailure {
    try {
      return HadoopFiles.bytes(new Path(image), hadoop, MAXIMUM_BYTES);
    } catch (IOException | RuntimeException e) {
      throw new ImageFailure(Stage.READ, e);
    }
  }
}
