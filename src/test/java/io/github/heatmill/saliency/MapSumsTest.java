package io.github.heatmill.saliency;

import static io.github.heatmill.saliency.SomeMaps.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.saliency.MapSums.Purpose;
import io.github.heatmill.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MapSumsTest {

  @Test
  void theMeanAndTheVarianceAreThoseOfEachPlace() {
    MapSums sums = sums(map(2, 1, -2), map(2, 2, -2), map(2, 6, -2));
    // Mean 9 / 3; squares of 2, 1, 3 are 14, of 3 maps: 14 / 3.
    assertThat(sums.mean()).contains(map(2, 3, -2));
    assertThat(sums.variance()).contains(map(2, (float) (14 / 3.0), 0));
    assertThat(sums.count()).isEqualTo(3);
  }

  @Test
  void nothingIsLostBetweenLargeNumbers() {
    // In doubles 1 + 2^90 - 2^90 is 0; here it is 1, of 3 maps.
    float large = 0x1p90f;
    MapSums sums = sums(map(1, 1), map(1, large), map(1, -large));
    assertThat(sums.mean()).contains(map(1, 1 / 3f));
  }

  @Test
  void theVarianceOfEqualMapsIsZeroAndThatOfCloseOnesIsNotLost() {
    assertThat(sums(map(1, 0.1f), map(1, 0.1f), map(1, 0.1f)).variance()).contains(map(1, 0));
    // Neighbours of distance 2^-10 around 2^13: variance (2^-11)^2.
    Tensor one = map(1, 8192);
    Tensor next = map(1, Math.nextUp(8192f));
    assertThat(sums(one, next).variance()).contains(map(1, 0x1p-22f));
  }

  @Test
  void theOrderOfAddingAndMergingDoesNotCount() {
    Random random = new Random(21);
    List<Tensor> maps = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Tensor map = SomeMaps.random(random, 3, 4);
      double scale = Math.scalb(random.nextBoolean() ? 1.0 : -1.0, random.nextInt(21) - 10);
      maps.add(SomeMaps.changed(map, v -> v * scale));
    }
    MapSums inOrder = sums(maps.toArray(Tensor[]::new));
    Tensor mean = inOrder.mean().orElseThrow();
    Tensor variance = inOrder.variance().orElseThrow();
    for (int i = 0; i < 100; i++) {
      Collections.shuffle(maps, random);
      MapSums merged = tree(random, maps);
      assertThat(merged.mean()).contains(mean);
      assertThat(merged.variance()).contains(variance);
    }
  }

  @Test
  void neitherDoTheBytesAsLongAsNothingIsLost() {
    Random random = new Random(22);
    List<Tensor> maps = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      maps.add(SomeMaps.changed(SomeMaps.random(random, 7, 7), v -> Math.rint(v * 65536) / 65536));
    }
    byte[] inOrder = sums(maps.toArray(Tensor[]::new)).toBytes();
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(maps, random);
      assertThat(tree(random, maps).toBytes()).isEqualTo(inOrder);
    }
  }

  /** Splits at random places, now and then through bytes, until few are left. */
  private static MapSums tree(Random random, List<Tensor> maps) {
    if (maps.size() < 5) {
      return sums(maps.toArray(Tensor[]::new));
    }
    int at = random.nextInt(maps.size() + 1);
    if (at == 0 || at == maps.size()) {
      at = maps.size() / 2;
    }
    MapSums sums = tree(random, maps.subList(0, at));
    sums.merge(tree(random, maps.subList(at, maps.size())));
    return random.nextBoolean() ? sums : MapSums.of(sums.toBytes());
  }

  @Test
  void mergingWithNothingChangesNothing() {
    MapSums sums = new MapSums(Purpose.VARIANCE);
    sums.merge(new MapSums(Purpose.VARIANCE));
    assertThat(sums.count()).isZero();
    assertThat(sums.mean()).isEmpty();
    assertThat(sums.variance()).isEmpty();
    sums.merge(MapSums.of(sums(map(2, 1, 4)).toBytes()));
    sums.merge(MapSums.of(new MapSums(Purpose.VARIANCE).toBytes()));
    assertThat(sums.mean()).contains(map(2, 1, 4));
    assertThat(sums.variance()).contains(map(2, 0, 0));
  }

  @Test
  void theMeanAloneKeepsNoSquares() {
    MapSums mean = new MapSums(Purpose.MEAN);
    mean.add(map(2, 1, 4));
    mean.add(map(2, 2, 4));
    assertThat(MapSums.of(mean.toBytes()).mean()).contains(map(2, 1.5f, 4));
    // A byte, a long and two numbers of four bytes, then two doubles for each place.
    assertThat(mean.toBytes()).hasSize(17 + 2 * 16);
    assertThat(sums(map(2, 1, 4)).toBytes()).hasSize(17 + 2 * 32);
    assertThatThrownBy(mean::variance)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("No squares were summed (must be for Purpose.VARIANCE)");
    assertThatThrownBy(() -> mean.merge(new MapSums(Purpose.VARIANCE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Sums cannot be merged: for MEAN and for VARIANCE (must agree)");
  }

  @Test
  void extremeValuesHaveAMean() {
    float most = Float.MAX_VALUE;
    MapSums sums = sums(map(2, most, Float.MIN_VALUE), map(2, most, Float.MIN_VALUE));
    assertThat(sums.mean()).contains(map(2, most, Float.MIN_VALUE));
    assertThat(sums.variance()).contains(map(2, 0, 0));
    // (3.4e38)^2 is beyond float32.
    assertThat(sums(map(1, most), map(1, -most)).variance())
        .contains(map(1, Float.POSITIVE_INFINITY));
  }

  @Test
  void mapsOfAnotherSizeAreRefusedAndChangeNothing() {
    MapSums sums = sums(map(2, 1, 2));
    String message =
        "Maps of different size have no mean: [1, 2] and [2, 1]"
            + " (resize them to one size first, or group by layer)";
    assertThatThrownBy(() -> sums.add(map(1, 1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> sums.merge(sums(map(1, 1, 2)))).hasMessage(message);
    assertThat(sums.count()).isEqualTo(1);
  }

  @Test
  void mapsThatAreNotFiniteAreRefusedAndFlatOnesAreNot() {
    MapSums sums = sums(map(2, 3, 3));
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      assertThatThrownBy(() -> sums.add(map(2, 1, value)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid map: not all values are finite (leave such maps out of the sum)");
    }
    assertThat(sums.mean()).contains(map(2, 3, 3));
  }

  @Test
  void otherBytesAreRefused() {
    byte[] bytes = sums(map(2, 3, 3)).toBytes();
    assertThatThrownBy(() -> MapSums.of(Arrays.copyOf(bytes, bytes.length - 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid sums of maps: 80 bytes (must be as MapSums wrote them)");
    assertThatThrownBy(() -> MapSums.of(new byte[3])).hasMessageContaining("3 bytes");
    bytes[0] = 7;
    assertThatThrownBy(() -> MapSums.of(bytes)).hasMessageContaining("81 bytes");
  }

  private static MapSums sums(Tensor... maps) {
    MapSums sums = new MapSums(Purpose.VARIANCE);
    for (Tensor map : maps) {
      sums.add(map);
    }
    return sums;
  }
}
