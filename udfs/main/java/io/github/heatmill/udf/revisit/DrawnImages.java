package io.github.heatmill.udf.revisit;

import io.github.heatmill.image.Overlay;
import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Resizing;
import io.github.heatmill.image.Size;
import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.image.ImageFailure;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.image.InputImage.Content;
import java.io.Serializable;
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
 * Draws maps over their images on the executors, as small JPEG files: the cropped image as the
 * network received it, and one overlay per map. It takes rows of {@link InputImage#SCHEMA} and
 * returns rows of {@link #SCHEMA}. Images without a request give no rows.
 */
public final class DrawnImages implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  /**
   * The number of the request, the cropped image, and its overlays; or the reason why there are no
   * pictures. A request may be answered by several rows, each of another partition.
   */
  public static final StructType SCHEMA =
      new StructType()
          .add("number", "int")
          .add("seen", "binary")
          .add("overlays", "array<binary>")
          .add("problem", "string");

  /** The longest side of a picture in pixels. */
  public static final int LONGEST_SIDE = 224;

  /** The opacity of the hottest place, where the photo stays visible. */
  private static final double ALPHA = 0.6;

  private final List<DrawingRequest> requests;
  private final Preprocessing input;
  private final ImageDecoder decoder;
  private final SerializableConfiguration hadoop;

  /**
   * Prepares the function on the driver.
   *
   * @param input the preprocessing of the run
   * @param decoder the image decoder of the run
   * @param hadoop settings with which executors open files
   */
  public DrawnImages(
      List<DrawingRequest> requests,
      Preprocessing input,
      ImageDecoder decoder,
      SerializableConfiguration hadoop) {
    this.requests = new ArrayList<>(requests);
    this.input = input;
    this.decoder = decoder;
    this.hadoop = hadoop;
  }

  /**
   * Maps that are to be drawn over one image.
   *
   * @param number identifies the answer
   * @param maps each {@code (h, w)}
   */
  public record DrawingRequest(int number, ImageRef image, List<Tensor> maps)
      implements Serializable {
    public DrawingRequest {
      maps = new ArrayList<>(maps); // Other lists cannot be sent between versions of Java.
    }

    /** The same request for the image at another place. */
    public DrawingRequest at(String otherPlace) {
      return new DrawingRequest(number, image.at(otherPlace), maps);
    }
  }

  @Override
  public Iterator<Row> call(Iterator<Row> images) {
    Set<List<Object>> answered = new HashSet<>();
    return RequestedImage.among(images, requests, DrawingRequest::image)
        .flatMap(requested -> drawn(requested.image(), requested.requests()))
        // A table may hold the same image several times, and some of them damaged.
        .filter(row -> answered.add(List.of(row.getInt(0), row.isNullAt(1))))
        .iterator();
  }

  private Stream<Row> drawn(InputImage image, List<DrawingRequest> ofImage) {
    try {
      Pixels seen = input.resizeAndCrop(image.decoded(decoder, hadoop.value()));
      Pixels small = thumbnail(seen);
      long fingerprint = fingerprint(seen);
      return ofImage.stream().flatMap(request -> drawn(request, fingerprint, small, image));
    } catch (ImageFailure e) {
      return ofImage.stream().map(request -> failed(request, e.getMessage()));
    }
  }

  /** Hashes the network's input, as explaining an image does. */
  private long fingerprint(Pixels seen) {
    Tensor batch = Tensor.zeros(1, input.channels(), input.height(), input.width());
    input.writeCropped(seen, batch.values(), 0);
    return new Batch(batch, new int[] {Batch.PREDICTED}).seed(0);
  }

  private static Stream<Row> drawn(
      DrawingRequest request, long fingerprint, Pixels small, InputImage image) {
    if (request.image().is(fingerprint)) {
      byte[][] overlays =
          request.maps().stream()
              .map(map -> Overlay.draw(small, map, ALPHA).jpeg())
              .toArray(byte[][]::new);
      return Stream.of(RowFactory.create(request.number(), small.jpeg(), overlays, null));
    }
    // A key may be in a table twice, and the other image may be the right one. A file is unique.
    return image.content() instanceof Content.AtUri
        ? Stream.of(failed(request, "Image is not the one that was explained: its pixels differ"))
        : Stream.empty();
  }

  private static Row failed(DrawingRequest request, String problem) {
    return RowFactory.create(request.number(), null, null, problem);
  }

  private static Pixels thumbnail(Pixels picture) {
    double scale = (double) LONGEST_SIDE / Math.max(picture.width(), picture.height());
    if (scale >= 1) {
      return picture;
    }
    int width = Math.max(1, (int) Math.round(scale * picture.width()));
    int height = Math.max(1, (int) Math.round(scale * picture.height()));
    return Preprocessing.unscaled(new Size(width, height), Resizing.stretch())
        .resizeAndCrop(picture);
  }
}
