package io.github.heatmill.udf.revisit;

import io.github.heatmill.image.Overlay;
import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Rgb;
import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.model.Batch;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.image.ImageFailure;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.image.PictureReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Draws maps over their images where those are, for people: what the network saw of an image, and
 * the same under each map, as small JPEG files. Rows of {@link InputImage#SCHEMA} in, rows of
 * {@link #SCHEMA} out; images that no order names give none.
 */
public final class DrawnImages implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  /**
   * The order's number, what the network saw, and that under each map of the order; or why there
   * are no pictures. An order may be answered by several rows, of partitions of their own.
   */
  public static final StructType SCHEMA =
      new StructType()
          .add("number", "int")
          .add("seen", "binary")
          .add("overlays", "array<binary>")
          .add("problem", "string");

  /** No side of a picture is longer, in pixels. */
  public static final int LONGEST_SIDE = 224;

  /** The photo stays visible under the hottest place. */
  private static final double ALPHA = 0.6;

  private final List<DrawingRequest> orders;
  private final Preprocessing input;
  private final ImageDecoder decoder;
  private final SerializableConfiguration hadoop;

  /**
   * Prepares the function on the driver.
   *
   * @param orders what is drawn
   * @param input how images became the network's input
   * @param decoder as the run had it
   * @param hadoop how executors reach files
   */
  public DrawnImages(
      List<DrawingRequest> orders,
      Preprocessing input,
      ImageDecoder decoder,
      SerializableConfiguration hadoop) {
    this.orders = new ArrayList<>(orders);
    this.input = input;
    this.decoder = decoder;
    this.hadoop = hadoop;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> images) {
    Set<List<Object>> answered = new HashSet<>();
    return RequestedImage.among(images, orders, DrawingRequest::image)
        .flatMap(wanted -> drawn(wanted.image(), wanted.orders()))
        // A table may hold one image many times, and some of them damaged.
        .filter(row -> answered.add(List.of(row.getInt(0), row.isNullAt(1))))
        .iterator();
  }

  private Stream<Row> drawn(InputImage image, List<DrawingRequest> wanted) {
    try {
      Pixels seen = input.resizeAndCrop(new PictureReader(decoder, hadoop.value()).read(image));
      Pixels small = thumbnail(seen);
      long fingerprint = fingerprint(seen);
      return wanted.stream().flatMap(order -> drawn(order, fingerprint, small, image));
    } catch (ImageFailure e) {
      return wanted.stream().map(order -> failed(order, e.getMessage()));
    }
  }

  /** As explaining an image computes it. */
  private long fingerprint(Pixels seen) {
    Tensor batch = Tensor.zeros(1, 3, input.height(), input.width());
    input.writeCropped(seen, batch.values(), 0);
    return new Batch(batch, new int[] {Batch.PREDICTED}).seed(0);
  }

  private static Stream<Row> drawn(
      DrawingRequest order, long fingerprint, Pixels small, InputImage image) {
    if (order.image().is(fingerprint)) {
      byte[][] overlays =
          order.maps().stream()
              .map(map -> Overlay.draw(small, map, ALPHA).jpeg())
              .toArray(byte[][]::new);
      return Stream.of(RowFactory.create(order.number(), small.jpeg(), overlays, null));
    }
    // Of a key that is there twice, the other image may be meant; a file is there once.
    return image.content() == null
        ? Stream.of(failed(order, "Image is not the one that was explained: its pixels differ"))
        : Stream.empty();
  }

  private static Row failed(DrawingRequest order, String problem) {
    return RowFactory.create(order.number(), null, null, problem);
  }

  private static Pixels thumbnail(Pixels picture) {
    double scale = (double) LONGEST_SIDE / Math.max(picture.width(), picture.height());
    if (scale >= 1) {
      return picture;
    }
    int width = Math.max(1, (int) Math.round(scale * picture.width()));
    int height = Math.max(1, (int) Math.round(scale * picture.height()));
    return new Preprocessing(width, height, 0, false, Rgb.all(0), Rgb.all(1))
        .resizeAndCrop(picture);
  }
}
