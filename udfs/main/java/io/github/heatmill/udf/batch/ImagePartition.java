package io.github.heatmill.udf.batch;

import io.github.heatmill.udf.image.ImageFailure;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.image.Stage;
import io.github.heatmill.udf.plugin.CrashWatch;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.ExecutorRequest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Sends the images of one partition through the network. It takes rows of {@link InputImage#SCHEMA}
 * and returns one row per image, in the same order. The network is loaded once per executor, not
 * per partition, and a task holds at most one batch of images. An image that fails does not fail
 * the other images of its batch.
 */
public abstract class ImagePartition implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final ExecutorRequest request;
  private final SerializableConfiguration hadoop;
  private final RunCounters counters;

  protected ImagePartition(
      ExecutorRequest request, SerializableConfiguration hadoop, RunCounters counters) {
    this.request = request;
    this.hadoop = hadoop;
    this.counters = counters;
  }

  /** Makes the function that turns decoded images into rows, for one task. */
  protected abstract BatchFunction function(ExecutorRequest request, BatchProbe network);

  @Override
  public final Iterator<Row> call(Iterator<Row> images) {
    return new Outcomes(images, function(request, new BatchProbe(request)));
  }

  /**
   * The rows of one task. A key names an image within the task, and is the same when Spark tries
   * the task again.
   */
  private final class Outcomes extends BatchedRows {
    private final Iterator<Row> images;
    private final BatchFunction function;
    private final ImageReader reader = new ImageReader(request, hadoop.value(), counters);
    private final CrashWatch watch = CrashWatch.ofTask();
    private long taken;

    Outcomes(Iterator<Row> images, BatchFunction function) {
      this.images = images;
      this.function = function;
    }

    @Override
    protected boolean hasMore() {
      return images.hasNext();
    }

    @Override
    protected List<Row> nextRows() {
      Map<String, Row> outcomes = new LinkedHashMap<>();
      Map<String, DecodedImage> batch = new LinkedHashMap<>();
      while (batch.size() < request.batchSize() && images.hasNext()) {
        InputImage input = InputImage.of(images.next());
        String key = taken++ + " " + input.image();
        try {
          batch.put(key, decoded(key, input));
          outcomes.put(key, null); // Keeps the place of its row.
        } catch (ImageFailure failure) {
          outcomes.put(key, function.failed(input.image(), failure));
        }
      }
      explain(batch, outcomes);
      List<Row> rows = new ArrayList<>(outcomes.values());
      counters.count(rows);
      return rows;
    }

    private DecodedImage decoded(String key, InputImage input) throws ImageFailure {
      Optional<String> crashed = watch.endedAt(key);
      if (crashed.isPresent()) {
        throw ImageFailure.ofProcess(crashed.get());
      }
      return watch.during(
          Stage.DECODE.id(), List.of(key), () -> reader.read(input, request.spec().target()));
    }

    private void explain(Map<String, DecodedImage> batch, Map<String, Row> outcomes) {
      BatchSplit<String, Row> split =
          new BatchSplit<>(
              (keys, capacity) -> rows(batch, keys, capacity),
              (key, failure) -> function.failed(batch.get(key).image(), failure));
      for (List<String> keys : groups(batch)) {
        List<Row> rows = split.results(keys, request.batchSize());
        for (int i = 0; i < rows.size(); i++) {
          outcomes.put(keys.get(i), rows.get(i));
        }
      }
    }

    /** One group of all images, but each suspect of a crash in a group of its own. */
    private List<List<String>> groups(Map<String, DecodedImage> batch) {
      List<String> trusted = batch.keySet().stream().filter(key -> !watch.suspects(key)).toList();
      List<List<String>> groups = new ArrayList<>();
      if (!trusted.isEmpty()) {
        groups.add(trusted);
      }
      batch.keySet().stream().filter(watch::suspects).map(List::of).forEach(groups::add);
      return groups;
    }

    private List<Row> rows(Map<String, DecodedImage> batch, List<String> keys, int capacity)
        throws ImageFailure {
      List<DecodedImage> images = keys.stream().map(batch::get).toList();
      return watch.during(Stage.INFER.id(), keys, () -> function.rows(images, capacity));
    }
  }
}
