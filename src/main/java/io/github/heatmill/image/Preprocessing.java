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
 * @param resizing how an image gets that size
 * @param encoding how its pixels become numbers
 */
public record Preprocessing(int width, int height, Resizing resizing, Encoding encoding)
    implements Serializable {
  /** The longest side of an input in pixels: no network takes more, and a batch must fit. */
  private static final int LONGEST_SIDE = 16_384;

  /** The mean of ImageNet, which most published classifiers are trained with. */
  public static final Channels IMAGENET_MEAN = Channels.of(0.485f, 0.456f, 0.406f);

  /** The standard deviation of ImageNet, which most published classifiers are trained with. */
  public static final Channels IMAGENET_STD = Channels.of(0.229f, 0.224f, 0.225f);

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
    expect(
        width <= LONGEST_SIDE && height <= LONGEST_SIDE,
        "Invalid size of the input: %d x %d pixels (must be <= %d on a side; width and height in serving.properties, or --input-size)"
            .formatted(width, height, LONGEST_SIDE),
        problems);
    Channels mean = encoding.mean();
    Channels std = encoding.std();
    expect(mean.isFinite(), "Invalid mean: " + mean + " (must be finite)", problems);
    expect(
        std.isFinite() && std.isPositive(),
        "Invalid std: " + std + " (must be > 0 and finite)",
        problems);
    expect(
        !encoding.form().isBytes() || encoding.isUnscaled(),
        "Invalid normalisation for "
            + encoding.form().id()
            + ": mean "
            + mean
            + ", std "
            + std
            + " (must be none: bytes are levels of 0 to 255)",
        problems);
    boolean any =
        encoding.colours() == Encoding.Colours.GREY
            || encoding.colours() == Encoding.Colours.STORED;
    expect(
        mean.count() == std.count() && (any || mean.count() == Pixels.CHANNELS),
        "Invalid channels: "
            + mean.count()
            + " means and "
            + std.count()
            + " standard deviations for "
            + encoding.colours().id()
            + " (must be "
            + (any ? "as many of both" : "three of both; grey and stored may have others")
            + ")",
        problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /** Red, green and blue as numbers, channels first. */
  public Preprocessing(int width, int height, Resizing resizing, Channels mean, Channels std) {
    this(width, height, resizing, Encoding.rgb(mean, std));
  }

  /** The value that is subtracted from the channels, on a scale of 0 to 1. */
  public Channels mean() {
    return encoding.mean();
  }

  /** The value that the channels are divided by, on a scale of 0 to 1. */
  public Channels std() {
    return encoding.std();
  }

  /** The number of channels of the network's input, 1 to 8. */
  public int channels() {
    return encoding.mean().count();
  }

  /** The number of channels that a file must store; 0 if any colours will do. */
  public int storedChannels() {
    return encoding.colours() == Encoding.Colours.STORED ? channels() : 0;
  }

  /** The number of values of one image. */
  public int values() {
    return channels() * height * width;
  }

  /**
   * The standard preprocessing for ImageNet: shorter side to 256, centre 224 x 224, ImageNet's mean
   * and std.
   */
  public static Preprocessing imageNet() {
    return new Preprocessing(224, 224, Resizing.shorter(256), IMAGENET_MEAN, IMAGENET_STD);
  }

  /** The preprocessing for pictures that are only drawn: values of 0 to 1. */
  public static Preprocessing unscaled(Size size, Resizing resizing) {
    return new Preprocessing(
        size.width(), size.height(), resizing, Channels.rgb(0), Channels.rgb(1));
  }

  /** The geometry of an upright image of the given size. */
  public Geometry geometry(Size source) {
    Size output = new Size(width, height);
    int longer = Math.max(source.width(), source.height());
    boolean square = resizing.fit() instanceof Resizing.Fit.Square;
    Size framed = square ? new Size(longer, longer) : source;
    return new Geometry(
        source, framed, resizing.fit().of(framed, output), output, resizing.centre());
  }

  /** The 8-bit image that the network sees, {@code width} x {@code height}. */
  public Pixels resizeAndCrop(Pixels image) {
    Geometry geometry = geometry(image.size());
    return PillowResize.apply(
        geometry.framed().equals(image.size())
            ? image
            : image.extended(geometry.framed(), resizing.border()),
        geometry,
        resizing.filter(),
        resizing.border());
  }

  /**
   * The network's input, {@code (channels, height, width)}: {@code (v / 255 - mean) / std}. An
   * opened network brings it into its own {@link Encoding.Form}.
   */
  public Tensor apply(Pixels image) {
    Tensor input = Tensor.zeros(channels(), height, width);
    write(image, input.values(), 0);
    return input;
  }

  /**
   * Writes the network's input into an array, for example into a batch {@code (N, channels, height,
   * width)}.
   *
   * @param image the upright image
   * @param target receives {@link #values()} values
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
    int plane = width * height;
    int step = cropped.channels();
    if (step != (storedChannels() == 0 ? Pixels.CHANNELS : storedChannels())) {
      throw new IllegalArgumentException(
          "Invalid image: " + step + " channels (the network reads " + channels() + ")");
    }
    for (int channel = 0; channel < channels(); channel++) {
      float[] levels = levels(channel);
      int to = offset + channel * plane;
      for (int i = 0; i < plane; i++) {
        target[to + i] = levels[level(cropped.backing(), step * i, channel)];
      }
    }
  }

  private int level(byte[] rgb, int at, int channel) {
    return switch (encoding.colours()) {
      case RGB, STORED -> rgb[at + channel] & 0xff;
      case BGR -> rgb[at + Pixels.CHANNELS - 1 - channel] & 0xff;
      case GREY -> Pixels.grey(rgb, at);
    };
  }

  // Three roundings to float32, one for each of PyTorch's three steps.
  private float[] levels(int channel) {
    float[] levels = new float[LEVELS];
    float mean = mean().channel(channel);
    float std = std().channel(channel);
    boolean unscaled = mean == 0 && std == Encoding.LEVELS;
    for (int level = 0; level < LEVELS; level++) {
      levels[level] = unscaled ? level : (level / 255f - mean) / std;
    }
    return levels;
  }

  private static void expect(boolean holds, String problem, List<String> problems) {
    if (!holds) {
      problems.add(problem);
    }
  }
}
