package io.github.heatmill.job.plan;

/**
 * The size of tables.
 *
 * @param file bytes of each set of files without rows
 * @param image bytes that each image adds
 */
public record TableSize(double file, double image) {

  /**
   * Tables of some images.
   *
   * @param images the number of images
   * @param bytes the size of their tables
   */
  public record Weighed(int images, long bytes) {}

  /** The line through two measurements, or through the origin and the second if they are equal. */
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
   * @param files the number of files of each table
   */
  public double bytes(long images, long files) {
    return images * image + files * file;
  }
}
