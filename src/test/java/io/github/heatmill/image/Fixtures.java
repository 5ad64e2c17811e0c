package io.github.heatmill.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** The files that scripts/python/make_image_fixtures.py made, and how far two images differ. */
public final class Fixtures {
  private Fixtures() {}

  public static byte[] bytes(String name) {
    try (InputStream file = Fixtures.class.getResourceAsStream("/image/" + name)) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An 8-bit RGB PNG, read by ImageIO and not by the code under test. */
  public static Pixels png(String name) {
    return png(bytes(name));
  }

  public static Pixels png(byte[] encoded) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(encoded));
      Size size = new Size(image.getWidth(), image.getHeight());
      byte[] rgb = Pixels.allocate(size);
      int[] samples = image.getRaster().getPixels(0, 0, size.width(), size.height(), (int[]) null);
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] = (byte) samples[i];
      }
      return Pixels.of(size, rgb);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The mean over all channels of the absolute difference, in grey levels. */
  public static double meanDifference(Pixels one, Pixels other) {
    long sum = 0;
    for (int i = 0; i < one.backing().length; i++) {
      sum += difference(one, other, i);
    }
    return (double) sum / one.backing().length;
  }

  /** The mean absolute difference of {@code 0.299 R + 0.587 G + 0.114 B}, in grey levels. */
  public static double meanLumaDifference(Pixels one, Pixels other) {
    double sum = 0;
    for (int i = 0; i < one.backing().length; i += 3) {
      sum += Math.abs(luma(one, i) - luma(other, i));
    }
    return 3 * sum / one.backing().length;
  }

  private static double luma(Pixels image, int at) {
    byte[] rgb = image.backing();
    return 0.299 * (rgb[at] & 0xff) + 0.587 * (rgb[at + 1] & 0xff) + 0.114 * (rgb[at + 2] & 0xff);
  }

  /** The largest absolute difference in grey levels. */
  public static int largestDifference(Pixels one, Pixels other) {
    int largest = 0;
    for (int i = 0; i < one.backing().length; i++) {
      largest = Math.max(largest, difference(one, other, i));
    }
    return largest;
  }

  private static int difference(Pixels one, Pixels other, int at) {
    return Math.abs((one.backing()[at] & 0xff) - (other.backing()[at] & 0xff));
  }
}
