package io.github.heatmill.image.decode;

import io.github.heatmill.image.format.Signature;
import java.nio.charset.StandardCharsets;

/**
 * Walks through the segments of a JPEG file, and notes what the decoder has to know.
 *
 * <p>TwelveMonkeys' {@code JPEGSegmentUtil} stops at the first scan, so it cannot tell whether the
 * file has its end mark.
 */
final class JpegSegments {
  private static final int MARKER = 0xff;
  private static final int FIRST_RESTART = 0xd0;
  private static final int START_OF_IMAGE = 0xd8;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int START_OF_SCAN = 0xda;
  private static final int START_OF_FRAME = 0xc0;
  private static final int LOSSLESS_FRAME = 0xc3;
  private static final int APP0 = 0xe0;
  private static final int APP1 = 0xe1;
  private static final int APP14 = 0xee;
  private static final int ADOBE_TRANSFORM = 11;

  private final byte[] bytes;
  private boolean complete;
  private boolean jfif;
  private boolean adobe;
  private boolean lossless;
  private int transform;
  private int orientation = Orientation.UPRIGHT;
  private String components = "";

  private JpegSegments(byte[] bytes) {
    this.bytes = bytes;
  }

  static JpegSegments of(byte[] bytes) {
    JpegSegments segments = new JpegSegments(bytes);
    int at = 0;
    while (at < bytes.length) {
      at = segments.step(at);
    }
    return segments;
  }

  /** Whether the end mark was found: where it is missing, the picture is cut off. */
  boolean complete() {
    return complete;
  }

  /** The EXIF orientation, 1 to 8. */
  int orientation() {
    return orientation;
  }

  /** The colours that libjpeg would see in the file. */
  JpegColor color() {
    return switch (components.length()) {
      case 1 -> JpegColor.GREY;
      case 3 -> isRgb() ? JpegColor.RGB : JpegColor.YCC;
      case 4 -> adobe && transform != 0 ? JpegColor.YCCK : JpegColor.CMYK;
      default ->
          throw new UndecodableException(
              "Image has unknown colours: "
                  + components.length()
                  + " JPEG components (must be 1, 3 or 4)");
    };
  }

  private boolean isRgb() {
    return !jfif && (adobe ? transform == 0 : lossless || components.equals("RGB"));
  }

  /** Reads what begins at the position, and returns where the next thing begins. */
  private int step(int at) {
    if (unsigned(at) != MARKER || unsigned(at + 1) == MARKER) {
      return at + 1; // Compressed data, rubbish between segments, or a fill byte.
    }
    int marker = unsigned(at + 1);
    if (marker == END_OF_IMAGE) {
      complete = true;
      return bytes.length;
    }
    if (marker <= 1 || marker >= FIRST_RESTART && marker <= START_OF_IMAGE) {
      return at + 2;
    }
    int begin = at + 4;
    int end = at + 2 + (unsigned(at + 2) << 8 | unsigned(at + 3));
    if (end <= bytes.length && marker != START_OF_SCAN) {
      note(marker, begin, end);
    }
    return Math.max(end, begin);
  }

  private void note(int marker, int begin, int end) {
    boolean tables = marker == 0xc4 || marker == 0xc8 || marker == 0xcc;
    if ((marker & 0xf0) == START_OF_FRAME && !tables) {
      lossless = marker == LOSSLESS_FRAME;
      noteComponents(begin, end);
    } else if (marker == APP0 && Signature.has(bytes, begin, "JFIF\0")) {
      jfif = true;
    } else if (marker == APP1 && Signature.has(bytes, begin, Exif.PREFIX)) {
      orientation = Exif.orientation(bytes, begin, end);
    } else if (marker == APP14 && Signature.has(bytes, begin, "Adobe")) {
      adobe = true;
      transform = unsigned(begin + ADOBE_TRANSFORM);
    }
  }

  /** After precision, height, width and count: an identifier for each component. */
  private void noteComponents(int begin, int end) {
    StringBuilder identifiers = new StringBuilder();
    for (int at = begin + 6; at + 2 < end; at += 3) {
      identifiers.append(new String(bytes, at, 1, StandardCharsets.ISO_8859_1));
    }
    components = identifiers.toString();
  }

  private int unsigned(int at) {
    return at < bytes.length ? bytes[at] & 0xff : 0;
  }
}
