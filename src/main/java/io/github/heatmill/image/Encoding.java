package io.github.heatmill.image;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;

/**
 * How the colours of pixels become the numbers that a network reads.
 *
 * @param colours the colours of the channels
 * @param mean the value that is subtracted from the channels, on a scale of 0 to 1
 * @param std the value that the channels are divided by, on a scale of 0 to 1; above 0
 * @param form the shape and the type of the network's input
 */
public record Encoding(Colours colours, Channels mean, Channels std, Form form)
    implements Serializable {
  /** The standard deviation that leaves pixels on their scale of 0 to 255. */
  public static final float LEVELS = 1 / 255f;

  /** The colours of the channels. */
  public enum Colours {
    RGB,
    BGR,
    /** Pillow's grey level of 8 bits, the same in all channels. */
    GREY,
    /** The channels as a PNG or TIFF file stores them, without any conversion. */
    STORED;

    /** The colours that are customary for a number of channels. */
    public static Colours of(int channels) {
      return channels == 1 ? GREY : channels == Pixels.CHANNELS ? RGB : STORED;
    }

    /**
     * The colours of this name.
     *
     * @throws IllegalArgumentException naming all, if there are none
     */
    public static Colours named(String name) {
      return Encoding.named(name, values(), "colours");
    }

    /** The name that users write, such as {@code rgb}. */
    public String id() {
      return Encoding.id(this);
    }
  }

  /** The shape and the type of the network's input. */
  public enum Form {
    /** Numbers of shape (images, channels, height, width). */
    NCHW,
    /** Numbers of shape (images, height, width, channels). */
    NHWC,
    /** Levels of 0 to 255 as bytes, of shape (images, channels, height, width). */
    NCHW_UINT8,
    /** Levels of 0 to 255 as bytes, of shape (images, height, width, channels). */
    NHWC_UINT8;

    /**
     * The form of this name.
     *
     * @throws IllegalArgumentException naming all, if there is none
     */
    public static Form named(String name) {
      return Encoding.named(name, values(), "input form");
    }

    /** The name that users write, such as {@code nhwc-uint8}. */
    public String id() {
      return Encoding.id(this);
    }

    /** Whether the channels come last. */
    public boolean isChannelsLast() {
      return this == NHWC || this == NHWC_UINT8;
    }

    /** Whether the network reads bytes. */
    public boolean isBytes() {
      return this == NCHW_UINT8 || this == NHWC_UINT8;
    }
  }

  /** Red, green and blue as numbers, channels first. */
  public static Encoding rgb(Channels mean, Channels std) {
    return new Encoding(Colours.RGB, mean, std, Form.NCHW);
  }

  /** Whether pixels stay on their scale of 0 to 255. */
  public boolean isUnscaled() {
    return mean.equals(Channels.all(mean.count(), 0))
        && std.equals(Channels.all(std.count(), LEVELS));
  }

  public Encoding with(Form other) {
    return new Encoding(colours, mean, std, other);
  }

  public Encoding with(Colours other) {
    return new Encoding(other, mean, std, form);
  }

  private static <E extends Enum<E>> E named(String name, E[] known, String what) {
    return Arrays.stream(known)
        .filter(each -> id(each).equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown "
                        + what
                        + ": "
                        + name
                        + " (known: "
                        + String.join(", ", Arrays.stream(known).map(Encoding::id).toList())
                        + ")"));
  }

  private static String id(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
