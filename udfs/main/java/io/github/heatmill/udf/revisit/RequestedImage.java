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

/** An image on its way in, and all that is ordered of it. */
record RequestedImage<T>(InputImage image, List<T> orders) {
  /**
   * Those images of which something is ordered, one at a time.
   *
   * @param images rows of {@link InputImage#SCHEMA}
   * @param of which image an order is about
   */
  static <T> Stream<RequestedImage<T>> among(
      Iterator<Row> images, List<T> orders, Function<T, ImageRef> of) {
    Map<String, List<T>> byPlace =
        orders.stream().collect(groupingBy(order -> of.apply(order).place()));
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(images, Spliterator.ORDERED), false)
        .map(InputImage::of)
        .filter(image -> byPlace.containsKey(image.image()))
        .map(image -> new RequestedImage<>(image, byPlace.get(image.image())));
  }
}
