package io.github.heatmill.image;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How an image gets the size of the network's input: it is resized, then a centred window is cut
 * out; where the resized image is smaller than the window, a border is added.
 *
 * @param fit the size to which the image is resized
 * @param filter how its pixels are mixed
 * @param border the colour of the border as {@code 0xRRGGBB}
 * @param centre where the window lies if an odd number of pixels is left beside it
 */
public record Resizing(Fit fit, ResizeFilter filter, int border, Geometry.Centre centre)
    implements Serializable {
  /** The syntax of {@link #parse}, for messages. */
  public static final String SYNTAX =
      "N for the shorter side, 0 for the whole image straight to the input size, W,H, or"
          + " letterbox, cover, square or none; then, separated by commas, an interpolation,"
          + " longest=N, fill=RRGGBB and floor";

  private static final String LONGEST = "longest=";
  private static final String FILL = "fill=";
  private static final String FLOOR = "floor";
  private static final int HEXADECIMAL = 16;

  /** Refuses a border that is no colour. */
  public Resizing {
    if (border < 0 || border > 0xffffff) {
      throw new IllegalArgumentException(
          "Invalid fill: " + border + " (must be a colour, 0 to 0xffffff)");
    }
  }

  /** The size of a resized image. Sides of 0 stand for those of the network's input. */
  public sealed interface Fit extends Serializable {
    /** The size for an image, and for an input of the given size. */
    Size of(Size source, Size input);

    /** Whether the resized image has the shape of the original one. */
    default boolean keepsAspect() {
      return !(this instanceof Stretch);
    }

    /** Both sides have a given length, whatever the shape of the image. */
    record Stretch(int width, int height) implements Fit {
      public Stretch {
        expect(width >= 0 && height >= 0, width + "," + height, "both must be >= 0");
      }

      @Override
      public Size of(Size source, Size input) {
        return sides(width, height, input);
      }
    }

    /**
     * The shorter side has a given length, and the longer one is cut off to whole pixels.
     *
     * @param side in pixels, above 0
     * @param longest the length that the longer side may have; 0 for any
     */
    record Shorter(int side, int longest) implements Fit {
      public Shorter {
        expect(side > 0 && longest >= 0, side + "," + LONGEST + longest, "both must be >= 0");
      }

      @Override
      public Size of(Size source, Size input) {
        int shorter = Math.min(source.width(), source.height());
        int longer = Math.max(source.width(), source.height());
        boolean bounded = longest > 0 && part(side, longer, shorter) > longest;
        return bounded
            ? new Size(
                part(longest, source.width(), longer), part(longest, source.height(), longer))
            : new Size(part(side, source.width(), shorter), part(side, source.height(), shorter));
      }
    }

    /** The largest size, with the shape of the image, that lies inside the given one. */
    record Inside(int width, int height) implements Fit {
      public Inside {
        expect(width >= 0 && height >= 0, width + "," + height, "both must be >= 0");
      }

      @Override
      public Size of(Size source, Size input) {
        Size frame = sides(width, height, input);
        return isWider(source, frame) ? toWidth(source, frame) : toHeight(source, frame);
      }
    }

    /** The smallest size, with the shape of the image, that covers the given one. */
    record Cover(int width, int height) implements Fit {
      public Cover {
        expect(width >= 0 && height >= 0, width + "," + height, "both must be >= 0");
      }

      @Override
      public Size of(Size source, Size input) {
        Size frame = sides(width, height, input);
        return isWider(source, frame) ? toHeight(source, frame) : toWidth(source, frame);
      }
    }

    /** The image is first made square by a border at its right or its bottom, then stretched. */
    record Square(int width, int height) implements Fit {
      public Square {
        expect(width >= 0 && height >= 0, width + "," + height, "both must be >= 0");
      }

      @Override
      public Size of(Size source, Size input) {
        return sides(width, height, input);
      }
    }

    /** The image is not resized. */
    record None() implements Fit {
      @Override
      public Size of(Size source, Size input) {
        return source;
      }
    }

    private static void expect(boolean holds, String value, String rule) {
      if (!holds) {
        throw new IllegalArgumentException("Invalid resize: " + value + " (" + rule + ")");
      }
    }

    private static Size sides(int width, int height, Size input) {
      return new Size(width == 0 ? input.width() : width, height == 0 ? input.height() : height);
    }

    // In torchvision int(size * long / short): one exact product, one division, cut off.
    private static int part(int length, int side, int of) {
      return side == of ? length : Math.max(1, (int) ((double) ((long) length * side) / of));
    }

    private static boolean isWider(Size source, Size frame) {
      return (long) source.width() * frame.height() > (long) frame.width() * source.height();
    }

    private static Size toWidth(Size source, Size frame) {
      return new Size(frame.width(), rounded(source.height(), frame.width(), source.width()));
    }

    private static Size toHeight(Size source, Size frame) {
      return new Size(rounded(source.width(), frame.height(), source.height()), frame.height());
    }

    // Python rounds halves to even.
    private static int rounded(int side, int length, int of) {
      return Math.max(1, (int) Math.rint((double) ((long) side * length) / of));
    }
  }

  /** The whole image, straight to the size of the network's input. */
  public static Resizing stretch() {
    return of(new Fit.Stretch(0, 0));
  }

  /** The shorter side to a length in pixels, above 0. */
  public static Resizing shorter(int side) {
    return of(new Fit.Shorter(side, 0));
  }

  /** Bilinear, with a black border. */
  public static Resizing of(Fit fit) {
    return new Resizing(fit, ResizeFilter.BILINEAR, 0, Geometry.Centre.EVEN);
  }

  public Resizing with(ResizeFilter other) {
    return new Resizing(fit, other, border, centre);
  }

  /** With another colour of the border, {@code 0xRRGGBB}. */
  public Resizing withBorder(int other) {
    return new Resizing(fit, filter, other, centre);
  }

  public Resizing with(Geometry.Centre other) {
    return new Resizing(fit, filter, border, other);
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException naming the rule
   */
  public static Resizing parse(String text) {
    return new Text(text).resizing();
  }

  /** Such as {@code 256}, {@code 0}, {@code 256,bicubic} or {@code letterbox,fill=727272}. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    if (fit instanceof Fit.Shorter shorter) {
      parts.add(Integer.toString(shorter.side()));
      if (shorter.longest() > 0) {
        parts.add(LONGEST + shorter.longest());
      }
    } else if (fit instanceof Fit.Stretch stretch) {
      parts.add(stretch.width() + (stretch.equals(stretch().fit) ? "" : "," + stretch.height()));
    } else if (fit instanceof Fit.Inside inside) {
      parts.add("letterbox" + frame(inside.width(), inside.height()));
    } else if (fit instanceof Fit.Cover cover) {
      parts.add("cover" + frame(cover.width(), cover.height()));
    } else if (fit instanceof Fit.Square square) {
      parts.add("square" + frame(square.width(), square.height()));
    } else {
      parts.add("none");
    }
    if (filter != ResizeFilter.BILINEAR) {
      parts.add(filter.id());
    }
    if (border != 0) {
      parts.add(String.format(Locale.ROOT, "%s%06x", FILL, border));
    }
    if (centre == Geometry.Centre.FLOOR) {
      parts.add(FLOOR);
    }
    return String.join(",", parts);
  }

  private static String frame(int width, int height) {
    return width == 0 && height == 0 ? "" : "," + width + "," + height;
  }

  /** The parts of a text, which are collected one by one. */
  private static final class Text {
    private final String text;
    private final List<Integer> numbers = new ArrayList<>();
    private String fit = "";
    private ResizeFilter filter = ResizeFilter.BILINEAR;
    private int longest;
    private int border;
    private Geometry.Centre centre = Geometry.Centre.EVEN;

    Text(String text) {
      this.text = text;
      for (String part : text.split(",", -1)) {
        read(part.strip());
      }
    }

    private void read(String part) {
      try {
        if (part.matches("\\d+")) {
          numbers.add(Integer.parseInt(part));
        } else if (part.startsWith(LONGEST)) {
          longest = Integer.parseInt(part.substring(LONGEST.length()));
        } else if (part.startsWith(FILL)) {
          border = Integer.parseInt(part.substring(FILL.length()), HEXADECIMAL);
        } else if (part.equals(FLOOR)) {
          centre = Geometry.Centre.FLOOR;
        } else if (List.of("letterbox", "cover", "square", "none").contains(part)) {
          fit = part;
        } else {
          filter = ResizeFilter.named(part);
        }
      } catch (IllegalArgumentException e) {
        throw invalid();
      }
    }

    Resizing resizing() {
      return new Resizing(fit(), filter, border, centre);
    }

    private Fit fit() {
      if (longest != 0 && (!fit.isEmpty() || numbers.size() != 1)) {
        throw invalid();
      }
      if (fit.isEmpty() && numbers.size() == 1) {
        int side = numbers.get(0);
        return side == 0 ? new Fit.Stretch(0, 0) : new Fit.Shorter(side, longest);
      }
      if (fit.equals("none") && numbers.isEmpty()) {
        return new Fit.None();
      }
      boolean sized = numbers.size() == 2;
      if (!sized && (fit.isEmpty() || fit.equals("none") || !numbers.isEmpty())) {
        throw invalid();
      }
      int width = sized ? numbers.get(0) : 0;
      int height = sized ? numbers.get(1) : 0;
      return switch (fit) {
        case "letterbox" -> new Fit.Inside(width, height);
        case "cover" -> new Fit.Cover(width, height);
        case "square" -> new Fit.Square(width, height);
        case "" -> new Fit.Stretch(width, height);
        default -> throw invalid();
      };
    }

    private IllegalArgumentException invalid() {
      return new IllegalArgumentException("Invalid resize: " + text + " (must be " + SYNTAX + ")");
    }
  }
}
