package io.github.heatmill.job.session;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.util.AccumulatorV2;
import scala.Tuple4;
import scala.collection.Iterator;

/**
 * The counts of tasks that still run, which Spark adds to accumulators only when the tasks end.
 * Executors report them with every heartbeat. A task can take minutes.
 */
final class LiveCounts extends SparkListener {
  private final long images;
  private final long errors;
  private final Map<Long, Count> byTask = new ConcurrentHashMap<>();

  private record Count(long images, long errors) {}

  /** Counts what running tasks have added to two accumulators. */
  LiveCounts(AccumulatorV2<?, ?> images, AccumulatorV2<?, ?> errors) {
    this.images = images.id();
    this.errors = errors.id();
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate heartbeat) {
    Iterator<? extends Tuple4<Object, ?, ?, ?>> tasks = heartbeat.accumUpdates().iterator();
    while (tasks.hasNext()) {
      Tuple4<Object, ?, ?, ?> task = tasks.next();
      Iterator<?> added = ((scala.collection.Iterable<?>) task._4()).iterator();
      long ofImages = 0;
      long ofErrors = 0;
      while (added.hasNext()) {
        AccumulableInfo one = (AccumulableInfo) added.next();
        ofImages += one.id() == images ? value(one) : 0;
        ofErrors += one.id() == errors ? value(one) : 0;
      }
      byTask.put((Long) task._1(), new Count(ofImages, ofErrors));
    }
  }

  private static long value(AccumulableInfo added) {
    return added.update().isDefined() && added.update().get() instanceof Long number ? number : 0;
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    byTask.remove(end.taskInfo().taskId());
  }

  /** Forgets all tasks, for example one of which a heartbeat came after its end. */
  void clear() {
    byTask.clear();
  }

  /** The images of running tasks that have an outcome. */
  long images() {
    return sum(Count::images);
  }

  /** Those of them that failed. */
  long errors() {
    return sum(Count::errors);
  }

  private long sum(ToLongFunction<Count> count) {
    return byTask.values().stream().mapToLong(count).sum();
  }
}
