package io.github.heatmill.model.source;

/**
 * The numbers of images that may go through a network together.
 *
 * @param least at least 1
 * @param most {@link #UNLIMITED} for no limit
 */
public record BatchLimits(int least, int most) {
  public static final int UNLIMITED = Integer.MAX_VALUE;

  /** A network that takes any number of images. */
  public static final BatchLimits NONE = new BatchLimits(1, UNLIMITED);

  public BatchLimits {
    if (least < 1 || most < least) {
      throw new IllegalArgumentException(
          "Invalid limits: " + least + " to " + most + " images (must be 1 <= least <= most)");
    }
  }

  /** A network that takes one number of images alone. */
  public static BatchLimits fixed(int images) {
    return new BatchLimits(images, images);
  }

  /** Whether the network takes any number of images. */
  public boolean isUnlimited() {
    return equals(NONE);
  }

  /** Whether the network takes one number of images alone. */
  public boolean isFixed() {
    return least == most;
  }

  /** Whether this number of images may go through the network together. */
  public boolean allows(int images) {
    return images >= least && images <= most;
  }

  /** Such as {@code 4 images at once} and {@code 2 to 8 images at once}. */
  @Override
  public String toString() {
    String images = least == 1 && most == 1 ? " image" : " images";
    String range =
        isFixed()
            ? Integer.toString(least)
            : most == UNLIMITED ? "at least " + least : least + " to " + most;
    return range + images + " at once";
  }
}
