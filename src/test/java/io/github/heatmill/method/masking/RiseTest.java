package io.github.heatmill.method.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.alteration.Masks;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RiseTest {
  private static final int SIDE = 16;
  private static final SaliencyMethod METHOD = Methods.method("rise:grid=4,masks=2000");

  private final PixelNetwork network =
      new PixelNetwork(Pictures.RED_AND_GREEN, new float[][] {{60, 0}, {0, 0}}, 1);

  /** A red square of 4 x 4 pixels whose upper left corner is at row 4, column 8. */
  private final Tensor picture = square(4, 8);

  @Test
  void wideOpenMasksGiveTheProbabilityOfTheImageEverywhere() {
    SaliencyMethod open = Methods.method("rise:masks=10,probability=1");
    Tensor map = Pictures.map(open, network, network.evidence(Pictures.batch(picture)));
    // 16 of 256 pixels are red: 60 / 16 = 3.75, p = 1 / (1 + exp(-3.75)) = 0.9770226.
    assertThat(map.shape()).containsExactly(4, 4);
    for (float value : map.values()) {
      assertThat(value).isCloseTo(0.9770226f, within(1e-6f));
    }
  }

  @Test
  void theMapIsTheWeightedMeanOfTheMasksOverBlocks() {
    Tensor patterns = Tensor.of(new float[] {1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 1, 1}, 3, 2, 2);
    RiseSum.Axis rows = RiseSum.Axis.of(2, 10);
    RiseSum.Axis columns = RiseSum.Axis.of(2, 13);
    // ceil(10 / 2) = 5 and ceil(13 / 2) = 7, three times each.
    assertThat(List.of(rows.enlarged(), columns.enlarged())).containsExactly(15, 21);
    Masks masks =
        Masks.unscaled(patterns)
            .through(new Masks.Window(15, 21, new int[] {0, 4, 2}, new int[] {6, 0, 3}));
    double[] weights = {0.5, 2, 1};
    double[] expected = new double[3 * 4];
    for (int m = 0; m < 3; m++) {
      float[] pixels = MaskPixels.of(masks, m, 10, 13);
      for (int i = 0; i < pixels.length; i++) {
        int block = i / 13 / 4 * 4 + i % 13 / 4;
        // The last row of blocks has 2 rows of pixels, and the last column 1.
        int size = (block / 4 == 2 ? 2 : 4) * (block % 4 == 3 ? 1 : 4);
        expected[block] += weights[m] * pixels[i] / size;
      }
    }
    assertThat(new RiseSum(rows, columns).of(masks, weights))
        .containsExactly(expected, within(1e-6));
  }

  @Test
  void everyShiftCoversTheImage() {
    for (int length = 1; length < 40; length++) {
      RiseSum.Axis axis = RiseSum.Axis.of(7, length);
      assertThat(axis.shifts() - 1 + length).isLessThanOrEqualTo(axis.enlarged());
      for (int shift = 0; shift < axis.shifts(); shift++) {
        for (int block = 0; block < axis.blocks(); block++) {
          double sum = 0;
          for (int cell = 0; cell < 7; cell++) {
            sum += axis.weight(shift, block, cell);
          }
          assertThat(sum).isCloseTo(1, within(1e-6));
        }
      }
    }
  }

  @Test
  void pixelsThatCountForTheClassAreHighest() {
    Tensor map = Pictures.map(METHOD, network, network.evidence(Pictures.batch(picture)));
    // The square is the block at row 1, column 2. Masks that show it give up to 0.98 and those
    // that hide it 0.5, so that it gains about their difference times the masks' variance there.
    // Far from it masks know nothing of the square, and the map is the mean probability, give or
    // take 0.8 * 0.33 / 0.5 / sqrt(2000) = 0.012.
    for (int[] far : new int[][] {{0, 0}, {3, 0}, {3, 3}}) {
      assertThat(at(map, 1, 2)).isGreaterThan(at(map, far[0], far[1]) + 0.05);
    }
    for (float value : map.values()) {
      assertThat((double) value).isLessThanOrEqualTo(at(map, 1, 2));
    }
  }

  @Test
  void theMapFollowsTheObject() {
    Tensor moved = square(8, 0);
    Tensor map = Pictures.map(METHOD, network, network.evidence(Pictures.batch(moved)));
    assertThat(at(map, 2, 0)).isGreaterThan(at(map, 1, 2) + 0.05);
  }

  @Test
  void masksAreThoseOfTheImage() {
    Tensor other = square(0, 0);
    Tensor alone = Pictures.map(METHOD, network, network.evidence(Pictures.batch(picture)));
    Tensor both = METHOD.explain(network, network.evidence(Pictures.batch(other, picture)));
    assertThat(both.slice(1)).isEqualTo(alone);
    // Nothing red in either, but other pixels: the same probability of other masks.
    Tensor faint = Tensor.zeros(3, SIDE, SIDE);
    faint.values()[2 * SIDE * SIDE] = 1;
    Tensor black = Tensor.zeros(3, SIDE, SIDE);
    Tensor maps = METHOD.explain(network, network.evidence(Pictures.batch(faint, black)));
    assertThat(maps.slice(0)).isNotEqualTo(maps.slice(1));
  }

  @Test
  void theHalvesOfManyMasksAgreeMoreThanThoseOfFew() {
    Evidence evidence = network.evidence(Pictures.batch(picture));

    double many = halves(METHOD, evidence).get("half_correlation");
    double few = halves(Methods.method("rise:grid=4,masks=20"), evidence).get("half_correlation");

    assertThat(many).isBetween(0.5, 1.0).isGreaterThan(few + 0.1);
    assertThat(halves(Methods.method("rise:grid=4,masks=1"), evidence)).isEmpty();
  }

  @Test
  void theNetworkIsNotAskedAgainForTheHalves() {
    Evidence evidence = network.evidence(Pictures.batch(picture));
    METHOD.explain(network, evidence);
    halves(METHOD, evidence);

    assertThat(network.runs()).isEqualTo(2000);
  }

  private Map<String, Double> halves(SaliencyMethod method, Evidence evidence) {
    return method.details(network, evidence).get(0);
  }

  @Test
  void masksCrossToTheNetworkInPortions() {
    Pictures.map(METHOD, network, network.evidence(Pictures.batch(picture)));
    assertThat(network.runs()).isEqualTo(2000);
    assertThat(network.mostAtOnce()).isEqualTo(256);
  }

  @Test
  void layersDoNotMatter() {
    Evidence evidence = network.evidence(Pictures.batch(picture));
    Tensor map = METHOD.explain(network, evidence);
    Evidence other = Pictures.bent(evidence, new float[2], new float[2], 1, 2);
    assertThat(METHOD.explain(network, other)).isEqualTo(map);
    assertThat(METHOD.explain(network, evidence.only(List.of()))).isEqualTo(map);
  }

  @Test
  void anImageOfOnePixelHasAMapOfOnePlace() {
    Evidence pixel = network.evidence(Pictures.batch(Tensor.of(new float[] {1, 0, 0}, 3, 1, 1)));
    Tensor map = Pictures.map(METHOD, network, pixel);
    assertThat(map.shape()).containsExactly(1, 1);
    assertThat(Heatmap.of(map).status()).isEqualTo(Heatmap.Status.FLAT);
  }

  @Test
  void aBrokenImageIsNotHidden() {
    Tensor broken = square(4, 8);
    broken.values()[0] = Float.NaN;
    Tensor map = Pictures.map(METHOD, network, network.evidence(Pictures.batch(broken)));
    assertThat(Heatmap.of(map).status()).isEqualTo(Heatmap.Status.NON_FINITE);
  }

  private static double at(Tensor map, int row, int column) {
    return map.values()[row * map.length(1) + column];
  }

  private static Tensor square(int top, int left) {
    float[] red = new float[SIDE * SIDE];
    for (int i = 0; i < 16; i++) {
      red[(top + i / 4) * SIDE + left + i % 4] = 1;
    }
    return Pictures.picture(SIDE, red, new float[SIDE * SIDE]);
  }
}
