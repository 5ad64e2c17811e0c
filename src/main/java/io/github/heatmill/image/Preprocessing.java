package io.github.heatmill.image;

import io.github.heatmill.tensor.Tensor;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns an image into a network's input, as torchvision does with Pillow images: {@code Resize},
 * {@code CenterCrop}, {@code ToTensor}, {@code Normalize}.
 *
 * @param width the width of the network's input in pixels
 * @param height the height of the network's input in pixels
 * @param resize the new length of the shorter side in pixels, keeping the aspect; 0 resizes
 *     straight to {@code width} and {@code height}, which leaves nothing to crop
 * @param centerCrop whether to cut the centre out after resizing; black where it is too small
 * @param mean the value that is subtracted from the channels, on a scale of 0 to 1
 * @param std the value that the channels are divided by, on a scale of 0 to 1; above 0
 */
public record Preprocessing(
    int width, int height, int resize, boolean centerCrop, Rgb mean, Rgb std)
    implements Serializable {
  /** The mean of ImageNet, which most published classifiers are trained with. */
  public static final Rgb IMAGENET_MEAN = new Rgb(0.485f, 0.456f, 0.406f);

  /** The standard deviation of ImageNet, which most published classifiers are trained with. */
  public static final Rgb IMAGENET_STD = new Rgb(0.229f, 0.224f, 0.225f);

  private static final int LEVELS = 256;

  /**
   * Checks the values together.
   *
   * @throws IllegalArgumentException naming every value that is wrong
   */
  public Preprocessing {
    List<String> problems = new ArrayList<>();
    expect(width > 0, "Invalid width: " + width + " (must be > 0)", problems);
    expect(height > 0, "Invalid height: " + height + " (must be > 0)", problems);
    expect(resize >= 0, "Invalid resize: " + resize + " (must be >= 0)", problems);
    expect(
        resize <= 0 || centerCrop,
        "Invalid resize: " + resize + " without centerCrop (must be 0, or set centerCrop)",
        problems);
    expect(mean.isFinite(), "Invalid mean: " + mean + " (must be finite)", problems);
    expect(
        std.isFinite() && std.red() > 0 && std.green() > 0 && std.blue() > 0,
        "Invalid std: " + std + " (must be > 0 and finite)",
        problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /**
   * The standard preprocessing for ImageNet: shorter side to 256, centre 224 x 224, ImageNet's mean
   * and std.
   */
  public static Preprocessing imageNet() {
    return new Preprocessing(224, 224, 256, true, IMAGENET_MEAN, IMAGENET_STD);
  }

  /** The geometry of an upright image of the given size. */
  public Geometry geometry(Size source) {
    Size output = new Size(width, height);
    if (resize == 0) {
      return new Geometry(source, output, output);
    }
    int shorter = Math.min(source.width(), source.height());
    return new Geometry(
        source,
        new Size(resized(source.width(), shorter), resized(source.height(), shorter)),
        output);
  }

  // In torchvision int(size * long / short): one exact product, one division, cut off.
  private int resized(int side, int shorter) {
    return side == shorter ? resize : (int) ((double) ((long) resize * side) / shorter);
  }

  /** The 8-bit image that the network sees, {@code width} x {@code height}. */
  public Pixels resizeAndCrop(Pixels image) {
    return PillowResize.apply(image, geometry(image.size()));
  }

  /** The network's input, {@code (3, height, width)}: {@code (v / 255 - mean) / std}. */
  public Tensor apply(Pixels image) {
    Tensor input = Tensor.zeros(Pixels.CHANNELS, height, width);
    write(image, input.values(), 0);
    return input;
  }

  /**
   * Writes the network's input into an array, for example into a batch {@code (N, 3, height,
   * width)}.
   *
   * @param image the upright image
   * @param target receives {@code 3 * height * width} values
   * @param offset where the first of them goes
   */
  public void write(Pixels image, float[] target, int offset) {
    writeCropped(resizeAndCrop(image), target, offset);
  }

  /** As {@link #write}, for an image that {@link #resizeAndCrop} already gave. */
  public void writeCropped(Pixels cropped, float[] target, int offset) {
    if (!cropped.size().equals(new Size(width, height))) {
      throw new IllegalArgumentException(
          "Invalid size: " + cropped.size() + " (must be " + new Size(width, height) + ")");
    }
    byte[] rgb = cropped.backing();
    int plane = width * height;
    for (int channel = 0; channel < Pixels.CHANNELS; channel++) {
      float[] levels = levels(channel);
      int to = offset + channel * plane;
      for (int i = 0; i < plane; i++) {
        target[to + i] = levels[rgb[Pixels.CHANNELS * i + channel] & 0xff];
      }
    }
  }

  // Three roundings to float32, one for each of PyTorch's three steps.
  private float[] levels(int channel) {
    float[] levels = new float[LEVELS];
    for (int level = 0; level < LEVELS; level++) {
      levels[level] = (level / 255f - mean.channel(channel)) / std.channel(channel);
    }
    return levels;
  }

  private static void expect(boolean holds, String problem, List<String> problems) {
    if (!holds) {
      problems.add(problem);
    }
  }
}
