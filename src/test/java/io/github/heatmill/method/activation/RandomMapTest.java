package io.github.heatmill.method.activation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.tensor.Tensor;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RandomMapTest {
  private static final float[] CAT = {0.1f, 0.2f, 0.3f};
  private static final float[] DOG = {0.1f, 0.2f, 0.4f};

  @Test
  void theSamePixelsGiveTheSameMap() {
    assertThat(maps(CAT)).isEqualTo(maps(CAT));
  }

  @Test
  void otherPixelsGiveAnotherMap() {
    assertThat(maps(CAT)).isNotEqualTo(maps(DOG));
  }

  @Test
  void thePlaceInTheBatchDoesNotMatter() {
    assertThat(maps(CAT, DOG).slice(1)).isEqualTo(maps(DOG, CAT).slice(0));
    assertThat(maps(CAT, DOG).slice(0)).isEqualTo(maps(CAT).slice(0));
  }

  @Test
  void theMapIsSeededByTheImage() {
    Random random = new Random(batch(CAT).seed(0));
    assertThat(maps(CAT).values()).startsWith(random.nextFloat(), random.nextFloat());
  }

  @Test
  void valuesAreUniformFromZeroToBelowOne() {
    float[] values = maps(CAT).values();
    double sum = 0;
    for (float value : values) {
      assertThat(value).isGreaterThanOrEqualTo(0).isLessThan(1);
      sum += value;
    }
    // The mean of 30 x 40 uniform values is 0.5 with a deviation of sqrt(1 / 12 / 1200) = 0.0083.
    assertThat(sum / values.length).isBetween(0.45, 0.55);
  }

  @Test
  void theMapIsAsFineAsTheFinestLayer() {
    Evidence evidence = evidence(batch(CAT), layer(1, 2, 7, 7), layer(1, 9, 14, 13));
    Evidence turned = evidence(batch(CAT), layer(1, 9, 14, 13), layer(1, 2, 7, 7));
    assertThat(new RandomMap().explain(null, evidence).shape()).containsExactly(1, 14, 13);
    assertThat(new RandomMap().explain(null, turned).shape()).containsExactly(1, 14, 13);
  }

  @Test
  void paddingGetsNoMap() {
    Batch padded = new Batch(Tensor.zeros(4, 3, 1, 1), new int[] {0, 0});
    Evidence evidence = evidence(padded, layer(2, 1, 2, 2));
    assertThat(new RandomMap().explain(null, evidence).shape()).containsExactly(2, 2, 2);
  }

  private static Tensor maps(float[]... images) {
    return new RandomMap().explain(null, evidence(batch(images), layer(images.length, 1, 30, 40)));
  }

  private static Batch batch(float[]... images) {
    Tensor all = Tensor.zeros(images.length, 3, 1, 1);
    for (int i = 0; i < images.length; i++) {
      System.arraycopy(images[i], 0, all.values(), 3 * i, 3);
    }
    return new Batch(all, new int[images.length]);
  }

  private static Evidence evidence(Batch batch, LayerEvidence... layers) {
    return new Evidence(
        batch, Tensor.zeros(batch.size(), 2), new int[batch.size()], List.of(layers));
  }

  private static LayerEvidence layer(int... shape) {
    return new LayerEvidence("layer", Tensor.zeros(shape), Tensor.zeros(shape));
  }
}
