package io.github.heatmill.udf.executor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import org.apache.spark.sql.Row;

/**
 * Pulls images, a batch at a time, through reading and a function. One bad image does not take the
 * others with it.
 */
final class OutcomeIterator {
  private final Iterator<Row> images;
  private final ImageReader reader;
  private final BatchFunction function;
  private final RunCounters counters;

  OutcomeIterator(
      Iterator<Row> images, ImageReader reader, BatchFunction function, RunCounters counters) {
    this.images = images;
    this.reader = reader;
    this.function = function;
    this.counters = counters;
  }

  /** One outcome for each image, in the order of the images. */
  Iterator<Row> inBatchesOf(int size) {
    Queue<Row> ready = new ArrayDeque<>();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        while (ready.isEmpty() && images.hasNext()) {
          ready.addAll(nextBatch(size));
        }
        return !ready.isEmpty();
      }

      @Override
      public Row next() {
        hasNext();
        return ready.remove();
      }
    };
  }

  private List<Row> nextBatch(int size) {
    List<Row> outcomes = new ArrayList<>();
    List<DecodedImage> decoded = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    while (decoded.size() < size && images.hasNext()) {
      InputImage input = InputImage.of(images.next());
      try {
        decoded.add(reader.read(input));
        places.add(outcomes.size());
        outcomes.add(null);
      } catch (ImageFailure failure) {
        outcomes.add(function.failed(input.image(), failure));
      }
    }
    if (!decoded.isEmpty()) {
      List<Row> found = outcomes(decoded);
      for (int i = 0; i < found.size(); i++) {
        outcomes.set(places.get(i), found.get(i));
      }
    }
    counters.count(outcomes);
    return outcomes;
  }

  private List<Row> outcomes(List<DecodedImage> decoded) {
    try {
      return function.rows(decoded);
    } catch (ImageFailure failure) {
      return decoded.size() == 1
          ? List.of(function.failed(decoded.get(0).image(), failure))
          : decoded.stream().flatMap(image -> outcomes(List.of(image)).stream()).toList();
    }
  }
}
