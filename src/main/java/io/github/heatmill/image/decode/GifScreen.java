package io.github.heatmill.image.decode;

import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Size;
import java.util.Arrays;

/**
 * The screen of a GIF file, on which its first frame is placed.
 *
 * <p>A frame may cover only a part of it. As in Pillow, the rest shows the first colour of the
 * palette, or white if the frame has a transparent one, and the screen grows where a frame goes
 * beyond it.
 *
 * @param size the size in pixels
 * @param left the frame's first column on the screen
 * @param top the frame's first row
 * @param colour the colour of the rest as {@code 0xRRGGBB}
 */
record GifScreen(Size size, int left, int top, int colour) {
  private static final int HEADER_BYTES = 13;
  private static final int HAS_PALETTE = 0x80;
  private static final int EXTENSION = 0x21;
  private static final int CONTROL = 0xf9;
  private static final int FRAME = 0x2c;
  private static final int WHITE = 0xffffff;

  /**
   * Reads the parts of a file up to its first frame.
   *
   * @throws IndexOutOfBoundsException if there is no frame
   */
  static GifScreen of(byte[] gif) {
    int width = number(gif, 6);
    int height = number(gif, 8);
    int palette = HEADER_BYTES;
    int at = palette + paletteBytes(gif[10]);
    boolean transparent = false;
    while ((gif[at] & 0xff) != FRAME) {
      transparent |= isControl(gif, at) && (gif[at + 3] & 1) == 1;
      at = next(gif, at);
    }
    int left = number(gif, at + 1);
    int top = number(gif, at + 3);
    byte frameFlags = gif[at + 9];
    if ((frameFlags & HAS_PALETTE) != 0) {
      palette = at + 10;
    }
    int first =
        (gif[palette] & 0xff) << 16 | (gif[palette + 1] & 0xff) << 8 | gif[palette + 2] & 0xff;
    Size size =
        new Size(
            Math.max(width, left + number(gif, at + 5)),
            Math.max(height, top + number(gif, at + 7)));
    return new GifScreen(size, left, top, transparent ? WHITE : first);
  }

  /**
   * The file without what precedes its first frame and says nothing on it. The reader joins the
   * parts of a long comment again and again, which takes minutes and terabytes.
   *
   * @throws UndecodableException if there is no frame
   */
  static byte[] withoutTexts(byte[] gif) {
    try {
      int at = HEADER_BYTES + paletteBytes(gif[10]);
      int kept = at;
      byte[] plain = gif.clone();
      while ((gif[at] & 0xff) != FRAME) {
        int next = next(gif, at);
        if (isControl(gif, at)) {
          System.arraycopy(gif, at, plain, kept, next - at);
          kept += next - at;
        }
        at = next;
      }
      System.arraycopy(gif, at, plain, kept, gif.length - at);
      return Arrays.copyOf(plain, kept + gif.length - at);
    } catch (IndexOutOfBoundsException e) {
      throw new UndecodableException("Image is cut off: GIF without a frame", e);
    }
  }

  private static boolean isControl(byte[] gif, int at) {
    return (gif[at] & 0xff) == EXTENSION && (gif[at + 1] & 0xff) == CONTROL;
  }

  /** Where the block after an extension, or after anything else of one byte, begins. */
  private static int next(byte[] gif, int at) {
    int next = at;
    if ((gif[at] & 0xff) == EXTENSION) {
      next += 2;
      while (gif[next] != 0) {
        next += 1 + (gif[next] & 0xff);
      }
    }
    return next + 1;
  }

  private static int paletteBytes(byte flags) {
    return (flags & HAS_PALETTE) == 0 ? 0 : 3 << ((flags & 7) + 1);
  }

  private static int number(byte[] bytes, int at) {
    return bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8;
  }

  /** The screen with the frame on it. */
  Pixels with(Pixels frame) {
    if (frame.size().equals(size)) {
      return frame;
    }
    byte[] rgb = Pixels.allocate(size);
    for (int i = 0; i < rgb.length; i += Pixels.CHANNELS) {
      rgb[i] = (byte) (colour >> 16);
      rgb[i + 1] = (byte) (colour >> 8);
      rgb[i + 2] = (byte) colour;
    }
    int row = Pixels.CHANNELS * frame.width();
    for (int y = 0; y < frame.height(); y++) {
      int to = Pixels.CHANNELS * ((top + y) * size.width() + left);
      System.arraycopy(frame.backing(), y * row, rgb, to, row);
    }
    return Pixels.wrap(size, rgb);
  }
}
