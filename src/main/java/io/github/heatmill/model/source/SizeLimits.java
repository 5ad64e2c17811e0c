package io.github.heatmill.model.source;

import java.util.Optional;

/**
 * The lengths that an axis of a network's input may have.
 *
 * @param least at least 1
 * @param most {@link #UNLIMITED} for no limit
 * @param step every length is a multiple of it
 */
public record SizeLimits(int least, int most, int step) {
  public static final int UNLIMITED = Integer.MAX_VALUE;

  /** An axis of any length. */
  public static final SizeLimits NONE = new SizeLimits(1, UNLIMITED, 1);

  public SizeLimits {
    if (least < 1 || most < least || step < 1) {
      throw new IllegalArgumentException(
          "Invalid limits: %d to %d in steps of %d (must be 1 <= least <= most, step >= 1)"
              .formatted(least, most, step));
    }
  }

  /** An axis of one length. */
  public static SizeLimits fixed(int length) {
    return new SizeLimits(length, length, 1);
  }

  /** Whether the axis may have any length. */
  public boolean isUnlimited() {
    return equals(NONE);
  }

  /** Whether the axis has one length alone. */
  public boolean isFixed() {
    return least == most;
  }

  /** Whether the axis may have this length. */
  public boolean allows(int length) {
    return length >= least && length <= most && length % step == 0;
  }

  /** The allowed length that is nearest to another one. */
  public int nearest(int length) {
    int bounded = Math.max(least, Math.min(most, length));
    int lower = bounded / step * step;
    return lower >= least ? Math.max(lower, 1) : Math.min(most, lower + step);
  }

  /**
   * Why a number of images that a user has named is refused; empty if it is allowed.
   *
   * @param kind what names it, such as {@code option}
   * @param name its name, such as {@code --batch-size}
   */
  public Optional<String> refusal(String kind, String name, int images) {
    return allows(images)
        ? Optional.empty()
        : Optional.of(
            "Invalid %s: %d (the program was exported for %s; leave the %s out)"
                .formatted(name, images, imagesAtOnce(), kind));
  }

  /** Such as {@code 4 images at once}, for numbers of images. */
  public String imagesAtOnce() {
    return this + (most == 1 ? " image" : " images") + " at once";
  }

  /** Such as {@code 224}, {@code 32 to 512}, {@code at least 2} or {@code a multiple of 32}. */
  @Override
  public String toString() {
    if (isFixed()) {
      return Integer.toString(least);
    }
    String multiple = step == 1 ? "" : "a multiple of " + step;
    String range =
        most != UNLIMITED ? least + " to " + most : least > step ? "at least " + least : "";
    if (multiple.isEmpty() && range.isEmpty()) {
      return "any length";
    }
    return multiple + (multiple.isEmpty() || range.isEmpty() ? "" : ", ") + range;
  }
}
