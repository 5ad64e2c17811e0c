package io.github.heatmill.udf.maps;

import io.github.heatmill.udf.batch.BatchProbe;
import io.github.heatmill.udf.batch.ImageReader;
import io.github.heatmill.udf.batch.OutcomeIterator;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.ExecutorRequest;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/** Explains images that rows of any table carry, for one task, without losing the rows. */
public final class RowExplainer {
  private final ExecutorRequest explanation;
  private final Configuration hadoop;
  private final RunCounters counters;

  /**
   * Prepares a task.
   *
   * @param counters live numbers for whoever watches
   */
  public RowExplainer(ExecutorRequest explanation, Configuration hadoop, RunCounters counters) {
    this.explanation = explanation;
    this.hadoop = hadoop;
    this.counters = counters;
  }

  /**
   * A row and what became of its image.
   *
   * @param outcome a row of {@link io.github.heatmill.udf.table.Tables#OUTCOME}
   */
  public record Carried<T>(T item, Row outcome) {}

  /**
   * Every row once, in their order. At most a batch of them is held at a time.
   *
   * @param image the encoded image of a row; a row without one has failed
   */
  public <T> Iterator<Carried<T>> explained(Iterator<T> items, Function<T, byte[]> image) {
    Queue<T> waiting = new ArrayDeque<>();
    Iterator<Row> outcomes =
        new OutcomeIterator(
                images(items, image, waiting),
                new ImageReader(explanation, hadoop),
                new BatchExplainer(explanation, new BatchProbe(explanation), Map.of()),
                counters)
            .inBatchesOf(explanation.work().sizes().batch());
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return outcomes.hasNext();
      }

      @Override
      public Carried<T> next() {
        Row outcome = outcomes.next(); // Rows wait until their batch is done.
        return new Carried<>(waiting.remove(), outcome);
      }
    };
  }

  private static <T> Iterator<Row> images(
      Iterator<T> items, Function<T, byte[]> image, Queue<T> waiting) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return items.hasNext();
      }

      @Override
      public Row next() {
        T item = items.next();
        waiting.add(item);
        byte[] encoded = image.apply(item);
        return new InputImage("", null, encoded == null ? new byte[0] : encoded).row();
      }
    };
  }
}
