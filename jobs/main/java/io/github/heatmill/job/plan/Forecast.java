package io.github.heatmill.job.plan;

/**
 * What a run takes, given what a few of its images took.
 *
 * @param images of the whole dataset
 * @param rate images a second of one core
 * @param statistics images of a first pass that looks at what is usual; 0 where there is none
 * @param statisticsRate images a second of one core in that pass
 */
public record Forecast(long images, double rate, long statistics, double statisticsRate) {
  /** Cores of one executor share its memory: two do the work of 1.85, as measured. */
  public static final double TWO_CORES = 1.85;

  private static final double SECONDS_AN_HOUR = 3600;

  /**
   * How many cores' work an executor does: each doubling of its cores multiplies it by {@link
   * #TWO_CORES}.
   */
  public static double speedup(int cores) {
    return Math.pow(cores, Math.log(TWO_CORES) / Math.log(2));
  }

  /**
   * Hours of the whole run, Spark's start not counted. Executors share nothing, so that twice as
   * many need half the time.
   *
   * @param cores of each executor
   */
  public double hours(int executors, int cores) {
    double seconds = images / rate + (statistics == 0 ? 0 : statistics / statisticsRate);
    return seconds / (executors * speedup(cores)) / SECONDS_AN_HOUR;
  }
}
