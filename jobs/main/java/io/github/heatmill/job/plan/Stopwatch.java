package io.github.heatmill.job.plan;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How long work takes, in seconds of the processor, of all threads of this process: so that others
 * on the machine do not count.
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

  /** Seconds of a call, the mean of some; what takes long is called once. */
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
