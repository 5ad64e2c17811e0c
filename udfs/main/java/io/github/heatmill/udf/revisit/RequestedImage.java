package io.github.heatmill.udf.revisit;

import static java.util.stream.Collectors.groupingBy;

import io.github.heatmill.udf.image.InputImage;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Row;

/** An image together with all requests for it. */
record RequestedImage<T>(InputImage image, List<T> requests) {
  /**
   * Returns the images for which there are requests, one at a time.
   *
   * @param images rows of {@link InputImage#SCHEMA}
   * @param of the image of a request
   */
  static <T> Stream<RequestedImage<T>> among(
      Iterator<Row> images, List<T> requests, Function<T, ImageRef> of) {
    Map<String, List<T>> byPlace =
        requests.stream().collect(groupingBy(request -> of.apply(request).place()));
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(images, Spliterator.ORDERED), false)
        .map(InputImage::of)
        .filter(image -> byPlace.containsKey(image.image()))
        .map(image -> new RequestedImage<>(image, byPlace.get(image.image())));
  }
}
