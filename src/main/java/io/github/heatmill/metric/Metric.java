package io.github.heatmill.metric;

import io.github.heatmill.registry.Options;
import io.github.heatmill.registry.Registered;
import java.util.List;

/**
 * Measures one map of one image. Implementations are immutable, and the same input gives the same
 * numbers. What is put together over many images is {@link PooledNumber}'s work, and SQL's.
 *
 * <p>The registry finds implementations by {@link java.util.ServiceLoader}: a jar that names a
 * class with a constructor without arguments in {@code
 * META-INF/services/io.github.heatmill.metric.Metric} adds a metric.
 */
public interface Metric extends Registered<Metric> {

  /** What lists say of it. */
  MetricCard card();

  /** The numbers that it gives, in the order of {@link Measurement#values}. */
  List<Column> columns();

  /**
   * Everything that makes its numbers comparable with others, in one line: space, baseline, blur,
   * steps, ties, tolerance, softmax or logit, as far as they apply and with the options at work.
   */
  String definition();

  /**
   * The altered copies of an image that the network must score for it. Equal ones of several
   * metrics are scored once.
   */
  default List<Copy> copies(Saliency saliency) {
    return List.of();
  }

  /** Measures; asked only for maps that are neither constant nor without meaning. */
  Measurement measure(MetricInput input);

  /** Whether it says how a map's sum is shared out over labels: {@link Measurement#shares}. */
  default boolean givesShares() {
    return false;
  }

  /** What it says of many images beyond the mean of each column. */
  default List<PooledNumber> pooled() {
    return List.of();
  }

  /** Metrics without which {@link #pooled} would lack columns: they are asked for with it. */
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
