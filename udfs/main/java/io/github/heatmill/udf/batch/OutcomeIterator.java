package io.github.heatmill.udf.batch;

import io.github.heatmill.udf.image.ImageFailure;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.image.Stage;
import io.github.heatmill.udf.plugin.CrashWatch;
import io.github.heatmill.udf.plugin.RunCounters;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * Pulls images, a batch at a time, through reading and a function. One bad image does not take the
 * others with it.
 */
public final class OutcomeIterator {
  private final Iterator<Row> images;
  private final ImageReader reader;
  private final BatchFunction function;
  private final RunCounters counters;
  private final CrashWatch watch = CrashWatch.ofTask();
  private final BatchSplit<Ready, Row> split;
  private long taken;

  public OutcomeIterator(
      Iterator<Row> images, ImageReader reader, BatchFunction function, RunCounters counters) {
    this.images = images;
    this.reader = reader;
    this.function = function;
    this.counters = counters;
    this.split =
        new BatchSplit<>(
            this::explained, (image, failure) -> function.failed(image.image().image(), failure));
  }

  /** One outcome for each image, in the order of the images. */
  public Iterator<Row> inBatchesOf(int size) {
    return new BatchedRows(images::hasNext, () -> nextBatch(size));
  }

  /**
   * An image that is ready for the network.
   *
   * @param place among the outcomes of its batch
   * @param key what tells it from all others of the task, in every attempt
   */
  private record Ready(int place, String key, DecodedImage image) {}

  private List<Row> nextBatch(int size) {
    List<Row> outcomes = new ArrayList<>();
    List<Ready> batch = new ArrayList<>();
    while (batch.size() < size && images.hasNext()) {
      InputImage input = InputImage.of(images.next());
      String key = taken++ + " " + input.image();
      try {
        batch.add(new Ready(outcomes.size(), key, read(key, input)));
        outcomes.add(null);
      } catch (ImageFailure failure) {
        outcomes.add(function.failed(input.image(), failure));
      }
    }
    for (List<Ready> group : groups(batch)) {
      List<Row> found = split.results(group, size);
      for (int i = 0; i < found.size(); i++) {
        outcomes.set(group.get(i).place(), found.get(i));
      }
    }
    counters.count(outcomes);
    return outcomes;
  }

  private DecodedImage read(String key, InputImage input) throws ImageFailure {
    Optional<String> ended = watch.endedAt(key);
    if (ended.isPresent()) {
      throw ImageFailure.ofProcess(ended.get());
    }
    return watch.during(Stage.DECODE.id(), List.of(key), () -> reader.read(input));
  }

  /** All at once, but for those that may end the process. */
  private List<List<Ready>> groups(List<Ready> batch) {
    Map<Boolean, List<Ready>> suspected =
        batch.stream().collect(Collectors.partitioningBy(image -> watch.suspects(image.key())));
    return Stream.concat(
            Stream.of(suspected.get(false)), suspected.get(true).stream().map(List::of))
        .filter(group -> !group.isEmpty())
        .toList();
  }

  private List<Row> explained(List<Ready> batch, int capacity) throws ImageFailure {
    return watch.during(
        Stage.INFER.id(),
        batch.stream().map(Ready::key).toList(),
        () -> function.rows(batch.stream().map(Ready::image).toList(), capacity));
  }
}
