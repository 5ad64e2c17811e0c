package io.github.heatmill.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.image.Size;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests which pixels boxes, polygons and masks contain. */
class OutlineTest {
  private static final Size SIZE = new Size(5, 4);

  @Test
  void aBoxHoldsThePixelsWhoseCentresLieInside() {
    // Centres at 1.5, 2.5 in 1.4..3.4 along x; 0.5, 1.5 in 0..2.5 (without its end) along y.
    assertThat(Drawn.of(Box.between(1.4, 0, 3.4, 2.5), SIZE))
        .containsExactly(".##..", ".##..", ".....", ".....");
  }

  @Test
  void boxesSideBySideShareNoPixel() {
    assertThat(Drawn.of(Box.between(0, 0, 2.5, 4), SIZE)).containsOnly("##...");
    assertThat(Drawn.of(Box.between(2.5, 0, 5, 4), SIZE)).containsOnly("..###");
  }

  @Test
  void cornersThatAreNumbersOfPixelsAreCountedFromOneAndInside() {
    assertThat(Box.ofPixels(1, 1, 1, 1)).isEqualTo(new Box(0, 0, 1, 1));
    assertThat(Box.ofPixels(2, 3, 4, 4)).isEqualTo(new Box(1, 2, 3, 2));
    assertThat(Drawn.of(Box.ofPixels(2, 3, 4, 4), SIZE))
        .containsExactly(".....", ".....", ".###.", ".###.");
  }

  @Test
  void aBoxWithoutAreaIsRefused() {
    assertThatThrownBy(() -> Box.between(3, 1, 3, 2))
        .hasMessage("Invalid box: 0.0 x 1.0 at 3.0, 1.0 (sides must be > 0 and numbers finite)");
    assertThatThrownBy(() -> new Box(Double.NaN, 0, 1, 1)).hasMessageContaining("NaN");
  }

  @Test
  void aPolygonHoldsThePixelsWhoseCentresLieInside() {
    // The centre of pixel (x, y) is left of the slope from (4, 0) to (0, 4) if x + y + 1 < 4.
    assertThat(Drawn.of(polygons(new float[] {0, 0, 4, 0, 0, 4}), SIZE))
        .containsExactly("###..", "##...", "#....", ".....");
  }

  @Test
  void pixelsInsideOneRingOrAnotherBelongToTheObject() {
    float[] left = {0, 0, 2, 0, 2, 2, 0, 2};
    float[] overlapping = {1, 1, 4, 1, 4, 3, 1, 3};
    assertThat(Drawn.of(polygons(left, overlapping), SIZE))
        .containsExactly("##...", "####.", ".###.", ".....");
  }

  @Test
  void anAreaInsideARingTwiceIsOutside() {
    // Around the square 0..4, then around the square 1..3 within it.
    float[] ring = {0, 0, 4, 0, 4, 4, 0, 4, 0, 0, 1, 1, 3, 1, 3, 3, 1, 3, 1, 1};
    assertThat(Drawn.of(polygons(ring), SIZE)).containsExactly("####.", "#..#.", "#..#.", "####.");
  }

  @Test
  void ringsWithoutAnInsideAreLeftOut() {
    assertThat(Polygons.of(List.of())).isEmpty();
    assertThat(Polygons.of(List.of(new float[] {0, 0, 1, 1}))).isEmpty();
    assertThat(Polygons.of(List.of(new float[] {0, 1, 5, 1, 3, 1}))).isEmpty();
    assertThatThrownBy(() -> Polygons.of(List.of(new float[7])))
        .hasMessage("Invalid polygon: 7 coordinates (must be pairs of x and y)");
  }

  @Test
  void aMaskHoldsItsPixelsAndItsBoxTheirEdges() {
    BitSet pixels = new BitSet();
    // (4, 0) and (0, 1) follow each other, but not in one row.
    pixels.set(4, 7);
    pixels.set(13);
    PixelMask mask = PixelMask.of(SIZE, pixels);
    assertThat(Drawn.of(mask, SIZE)).containsExactly("....#", "##...", "...#.", ".....");
    assertThat(mask.runs()).containsExactly(4, 5, 5, 7, 13, 14);
    assertThat(Box.around(mask)).isEqualTo(new Box(0, 0, 5, 3));
  }

  @Test
  void aMaskHasPixelsWithinItsImage() {
    assertThatThrownBy(() -> PixelMask.of(SIZE, new BitSet()))
        .hasMessage("Invalid mask of 5 x 4 (must have pixels, as ordered runs within rows)");
    assertThatThrownBy(() -> PixelMask.ofRuns(SIZE, new int[] {19, 21}))
        .hasMessageStartingWith("Invalid mask");
    assertThatThrownBy(() -> PixelMask.ofRuns(SIZE, new int[] {3, 4, 2, 3}))
        .hasMessageStartingWith("Invalid mask");
  }

  private static Polygons polygons(float[]... rings) {
    return Polygons.of(List.of(rings)).orElseThrow();
  }
}
