package io.github.heatmill.metric;

import io.github.heatmill.registry.Options;
import io.github.heatmill.registry.Registered;
import java.util.List;

/**
 * Measures one map of one image. Implementations are immutable, and the same input gives the same
 * numbers. {@link PooledNumber} and SQL aggregate over many images.
 *
 * <p>The registry finds implementations by {@link java.util.ServiceLoader}: a jar that names a
 * class with a constructor without arguments in {@code
 * META-INF/services/io.github.heatmill.metric.Metric} adds a metric.
 */
public interface Metric extends Registered<Metric> {

  /** The entry for lists. */
  MetricCard card();

  /** The numbers of this metric, in the order of {@link Measurement#values}. */
  List<Column> columns();

  /**
   * The exact definition of its numbers in one line, so that they can be compared with others:
   * space, baseline, blur, steps, ties, tolerance, softmax or logit, with the chosen options.
   */
  String definition();

  /**
   * The altered copies of an image that the network must score for this metric. Equal copies of
   * several metrics are scored once.
   */
  default List<Copy> copies(Saliency saliency) {
    return List.of();
  }

  /** Measures a map. Called only for maps that are finite and not constant. */
  Measurement measure(MetricInput input);

  /** Whether it computes the share of the map's sum on each label: {@link Measurement#shares}. */
  default boolean givesShares() {
    return false;
  }

  /** The numbers over many images other than the means of columns. */
  default List<PooledNumber> pooled() {
    return List.of();
  }

  /** The metrics whose columns {@link #pooled} needs. They are measured together with this one. */
  default List<String> companions() {
    return List.of();
  }

  @Override
  default String name() {
    return card().id();
  }

  @Override
  default Metric with(Options options) {
    return this;
  }
}
