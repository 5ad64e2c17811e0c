package io.github.heatmill.model.source;

import io.github.heatmill.image.Preprocessing;
import java.util.Optional;

/**
 * The images that a network takes, as far as its file says.
 *
 * @param batches the numbers of images that go through the network together
 * @param channels the numbers of channels
 * @param height the heights in pixels
 * @param width the widths in pixels
 * @param square whether height and width must be equal
 */
public record InputLimits(
    SizeLimits batches, SizeLimits channels, SizeLimits height, SizeLimits width, boolean square) {
  /** The file does not say anything. */
  public static final InputLimits NONE =
      new InputLimits(SizeLimits.NONE, SizeLimits.NONE, SizeLimits.NONE, SizeLimits.NONE, false);

  /**
   * Checks images.
   *
   * @throws IllegalArgumentException if the network does not take them
   */
  public void expect(Preprocessing input) {
    problem(input)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
  }

  /** Why the network does not take such images; empty if it does. */
  Optional<String> problem(Preprocessing input) {
    boolean fits =
        channels.allows(input.channels())
            && height.allows(input.height())
            && width.allows(input.width())
            && (!square || input.height() == input.width());
    return fits
        ? Optional.empty()
        : Optional.of(
            ("Images do not fit the network: %d channels, %d x %d pixels (the file allows %s channels,"
                    + " height %s, width %s%s; --input-size and serving.properties say how images"
                    + " are prepared)")
                .formatted(
                    input.channels(),
                    input.width(),
                    input.height(),
                    channels,
                    height,
                    width,
                    square ? ", both equal" : ""));
  }
}
