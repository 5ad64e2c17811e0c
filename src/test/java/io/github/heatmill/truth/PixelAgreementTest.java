package io.github.heatmill.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Resizing;
import io.github.heatmill.image.Size;
import io.github.heatmill.truth.AnnotatedObject.Kind;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A white rectangle on black is bright for the network where its box is said to be. */
class PixelAgreementTest {
  private static final int BRIGHT = 128;
  private static final int RECTANGLES = 20;
  private static final int SMALLEST = 12;

  @ParameterizedTest(name = "{0} x {1} to {2} x {3}, shorter side to {4}")
  @CsvSource({
    "500, 375, 224, 224, 256",
    "375, 500, 224, 224, 256",
    "641, 427, 224, 224, 232",
    "97, 71, 224, 224, 256",
    "331, 200, 64, 48, 0",
    "300, 200, 96, 96, 48",
    "300, 200, 96, 96, letterbox",
    "200, 300, 120, 96, 'cover,131,104'",
    "200, 300, 96, 96, square",
    "300, 200, 96, 96, none"
  })
  void boxesAndMasksAgreeWithPixels(int width, int height, int columns, int rows, String resize) {
    Size size = new Size(width, height);
    Preprocessing preprocessing =
        Preprocessing.unscaled(new Size(columns, rows), Resizing.parse(resize));
    Random random = new Random(1);
    for (int i = 0; i < RECTANGLES; i++) {
      int left = random.nextInt(width - SMALLEST);
      int top = random.nextInt(height - SMALLEST);
      int right = left + SMALLEST + random.nextInt(width - SMALLEST - left);
      int bottom = top + SMALLEST + random.nextInt(height - SMALLEST - top);
      Box box = Box.between(left, top, right, bottom);
      // Two edges run through a corner, which makes it darker; so the two pairs of edges are drawn
      // apart.
      BitSet columnsInside = bits(size, (x, y) -> left <= x && x < right);
      BitSet rowsInside = bits(size, (x, y) -> top <= y && y < bottom);
      BitSet bright = bright(preprocessing.resizeAndCrop(drawn(size, columnsInside)));
      bright.and(bright(preprocessing.resizeAndCrop(drawn(size, rowsInside))));
      BitSet inside = (BitSet) columnsInside.clone();
      inside.and(rowsInside);

      Region expected = Region.of(rows, columns, bright);
      assertThat(seen(box, preprocessing, size)).as("%s", box).isEqualTo(expected);
      assertThat(seen(PixelMask.of(size, inside), preprocessing, size)).isEqualTo(expected);
    }
  }

  private interface Pixel {
    boolean inside(int x, int y);
  }

  private static BitSet bits(Size size, Pixel pixel) {
    BitSet bits = new BitSet();
    IntStream.range(0, size.width() * size.height())
        .filter(i -> pixel.inside(i % size.width(), i / size.width()))
        .forEach(bits::set);
    return bits;
  }

  private static Region seen(Outline outline, Preprocessing preprocessing, Size size) {
    AnnotatedObject object = new AnnotatedObject("", outline, Kind.NORMAL);
    return GroundTruth.of(Annotation.of(object), preprocessing.geometry(size))
        .regionOf(0, label -> 0);
  }

  private static Pixels drawn(Size size, BitSet inside) {
    byte[] rgb = new byte[3 * size.width() * size.height()];
    inside.stream().flatMap(i -> IntStream.range(3 * i, 3 * i + 3)).forEach(i -> rgb[i] = -1);
    return Pixels.of(size, rgb);
  }

  private static BitSet bright(Pixels pixels) {
    return bits(pixels.size(), (x, y) -> (pixels.rgb(x, y) & 0xff) >= BRIGHT);
  }
}
