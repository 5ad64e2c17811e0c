package io.github.heatmill.job.plan.cost;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Measures the duration of work in seconds of the processor, over all threads of this process, so
 * that other processes do not matter.
 */
final class Stopwatch {
  /** The system counts in steps of 10 ms. */
  private static final double ENOUGH_SECONDS = 1;

  private static final int MOST_ROUNDS = 200;
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private Stopwatch() {}

  /** Seconds of one call. */
  static double once(Runnable work) {
    long start = PROCESS.getProcessCpuTime();
    work.run();
    return (PROCESS.getProcessCpuTime() - start) / 1e9;
  }

  /** Mean seconds of several calls; work that takes long is called once. */
  static double mean(Runnable work) {
    double spent = 0;
    int rounds = 0;
    do {
      spent += once(work);
      rounds++;
    } while (rounds < MOST_ROUNDS && spent < ENOUGH_SECONDS);
    return spent / rounds;
  }
}
