package io.github.heatmill.job.plan;

/**
 * The duration of a run, computed from the duration of a few images.
 *
 * @param images the number of images in the whole dataset
 * @param rate images in each second of one core
 * @param statistics images of a first pass for activation statistics; 0 without one
 * @param statisticsRate images in each second of one core in that pass
 */
public record Forecast(long images, double rate, long statistics, double statisticsRate) {
  /** Two cores of an executor do the work of 1.85 cores, since they share its memory. */
  public static final double TWO_CORES = 1.85;

  private static final double SECONDS_AN_HOUR = 3600;

  /**
   * The speed of an executor in cores: each doubling of its cores multiplies it by {@link
   * #TWO_CORES}.
   */
  public static double speedup(int cores) {
    return Math.pow(cores, Math.log(TWO_CORES) / Math.log(2));
  }

  /**
   * Hours of the whole run, without the start of Spark. Executors share nothing, so twice as many
   * need half the time.
   *
   * @param cores of each executor
   */
  public double hours(int executors, int cores) {
    double seconds = images / rate + (statistics == 0 ? 0 : statistics / statisticsRate);
    return seconds / (executors * speedup(cores)) / SECONDS_AN_HOUR;
  }
}
