package io.github.heatmill.udf.plugin;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The milliseconds that all tasks of an executor have spent on something. A timer alone keeps no
 * sum: its mean is that of recent calls.
 */
final class TotalTime implements Gauge<Double> {
  private static final double NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(1);

  private final LongAdder nanoseconds = new LongAdder();

  private static String name(String timer) {
    return timer + ".milliseconds";
  }

  /** Adds a duration to a timer and to its sum. */
  static void add(MetricRegistry registry, String timer, long nanoseconds) {
    registry.timer(timer).update(nanoseconds, TimeUnit.NANOSECONDS);
    of(registry, timer).nanoseconds.add(nanoseconds);
  }

  /** The sum that goes with a timer. */
  static TotalTime of(MetricRegistry registry, String timer) {
    return registry.gauge(name(timer), TotalTime::new);
  }

  @Override
  public Double getValue() {
    return nanoseconds.sum() / NANOSECONDS;
  }
}
