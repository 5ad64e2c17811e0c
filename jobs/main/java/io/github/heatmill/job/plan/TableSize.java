package io.github.heatmill.job.plan;

/**
 * What tables weigh.
 *
 * @param file bytes of each set of files, however few rows they hold
 * @param image bytes that each image adds
 */
public record TableSize(double file, double image) {

  /**
   * From tables of some images and tables of more.
   *
   * @param images how many
   * @param bytes what they weigh
   */
  public record Weighed(int images, long bytes) {}

  /** The line through two measurements; through the second one and nothing if they are one. */
  public static TableSize through(Weighed some, Weighed more) {
    if (more.images() <= some.images() || more.bytes() <= some.bytes()) {
      return new TableSize(0, (double) more.bytes() / more.images());
    }
    double image = (double) (more.bytes() - some.bytes()) / (more.images() - some.images());
    return new TableSize(Math.max(0, more.bytes() - image * more.images()), image);
  }

  /**
   * Bytes of a whole run.
   *
   * @param files that each table has
   */
  public double bytes(long images, long files) {
    return images * image + files * file;
  }
}
