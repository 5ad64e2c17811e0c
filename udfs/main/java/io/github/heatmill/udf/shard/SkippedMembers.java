package io.github.heatmill.udf.shard;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkContext;
import org.apache.spark.util.AccumulatorV2;

/**
 * The members of tar files that are neither an image nor a label, counted by reason. A tar file
 * that is read again, as when Spark tries a task again, is counted once.
 */
public final class SkippedMembers
    extends AccumulatorV2<SkippedMembers.OfShard, Map<String, Map<String, Long>>> {
  private static final long serialVersionUID = 1L;

  private final TreeMap<String, Map<String, Long>> byShard = new TreeMap<>();

  /**
   * What was skipped in a tar file.
   *
   * @param shard the URI of the file
   * @param byReason numbers above 0, by the reason
   */
  public record OfShard(String shard, Map<String, Long> byReason) implements Serializable {}

  /** Counts from zero, on all executors. */
  public static SkippedMembers of(SparkContext spark) {
    SkippedMembers none = new SkippedMembers();
    spark.register(none, "skipped members of tar files");
    return none;
  }

  @Override
  public synchronized boolean isZero() {
    return byShard.isEmpty();
  }

  @Override
  public synchronized SkippedMembers copy() {
    SkippedMembers copy = new SkippedMembers();
    copy.byShard.putAll(byShard);
    return copy;
  }

  @Override
  public synchronized void reset() {
    byShard.clear();
  }

  @Override
  public synchronized void add(OfShard skipped) {
    if (!skipped.byReason().isEmpty()) {
      byShard.put(skipped.shard(), skipped.byReason());
    }
  }

  @Override
  public synchronized void merge(AccumulatorV2<OfShard, Map<String, Map<String, Long>>> others) {
    byShard.putAll(others.value());
  }

  /** The numbers by the URI of the tar file, and then by the reason. */
  @Override
  public synchronized Map<String, Map<String, Long>> value() {
    return new TreeMap<>(byShard);
  }
}
