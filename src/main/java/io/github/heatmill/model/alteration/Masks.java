package io.github.heatmill.model.alteration;

import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;

/**
 * Masks for one image at the low resolution at which methods make them. The device enlarges each
 * bilinearly to the size of the image and multiplies the pixels by it.
 *
 * @param maps shape (M, h, w)
 * @param scaling how the values of an enlarged mask are scaled
 * @param strengths a factor for each mask, after the scaling
 * @param window the part of the enlarged masks that covers the image
 * @param enlarging the positions of a mask's values in the enlarged mask
 */
public record Masks(
    Tensor maps, Scaling scaling, float[] strengths, Window window, Enlarging enlarging) {

  /** The positions of a mask's values in the enlarged mask. */
  public enum Enlarging {
    /** Each value lies in the middle of its share of the pixels, as for all other maps. */
    HALF_PIXEL_CENTRES,
    /** The outermost values lie on the outermost pixels: {@code align_corners=True} in PyTorch. */
    ALIGNED_CORNERS
  }

  /** How the values of an enlarged mask are scaled. */
  public enum Scaling {
    /** Values are not scaled. */
    NONE,
    /** Each mask is scaled to 0..1 by its own range; a constant one becomes 0 everywhere. */
    MIN_MAX
  }

  /**
   * A window of enlarged masks that are larger than the image.
   *
   * @param height the enlarged height in pixels; 0 stands for the image's own
   * @param width the enlarged width in pixels; 0 stands for the image's own
   * @param tops for each mask the row at which the image begins
   * @param lefts for each mask the column at which the image begins
   */
  public record Window(int height, int width, int[] tops, int[] lefts) {

    static Window whole(int masks) {
      return new Window(0, 0, new int[masks], new int[masks]);
    }
  }

  public Masks {
    int masks = maps.length(0);
    if (maps.rank() != 3
        || strengths.length != masks
        || window.tops().length != masks
        || window.lefts().length != masks) {
      throw new IllegalArgumentException(
          "Invalid masks: " + maps + " (must be (M, h, w), with a strength and a shift for each)");
    }
  }

  /** Masks that cover the image, each scaled to 0..1 by its own range. */
  public static Masks minMaxScaled(Tensor maps) {
    return of(maps, Scaling.MIN_MAX);
  }

  /** Masks that cover the image with the values that they have. */
  public static Masks unscaled(Tensor maps) {
    return of(maps, Scaling.NONE);
  }

  private static Masks of(Tensor maps, Scaling scaling) {
    float[] strengths = new float[maps.length(0)];
    Arrays.fill(strengths, 1);
    Window whole = Window.whole(maps.length(0));
    return new Masks(maps, scaling, strengths, whole, Enlarging.HALF_PIXEL_CENTRES);
  }

  /** The same masks, multiplied by a factor each. */
  public Masks times(float[] factors) {
    return new Masks(maps, scaling, factors.clone(), window, enlarging);
  }

  /** The same masks, seen through a window. */
  public Masks through(Window part) {
    return new Masks(maps, scaling, strengths, part, enlarging);
  }

  /** The same masks, enlarged in another way. */
  public Masks enlarged(Enlarging how) {
    return new Masks(maps, scaling, strengths, window, how);
  }

  /** The number M of masks. */
  public int size() {
    return maps.length(0);
  }
}
