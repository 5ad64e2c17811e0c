package io.github.heatmill.model.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.tensor.Tensor;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final int[] ONE = {Batch.PREDICTED};

  @Test
  void paddingIsNotCounted() {
    assertThat(new Batch(Tensor.zeros(4, 3, 1, 1), new int[] {0, 1}).size()).isEqualTo(2);
  }

  @Test
  void moreTargetsThanImagesAreRefused() {
    assertThatThrownBy(() -> new Batch(Tensor.zeros(1, 3, 2, 2), new int[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid batch: Tensor[1, 3, 2, 2] with 2 targets"
                + " (needs (N, channels, height, width) and between 1 and N targets)");
    assertThatThrownBy(() -> new Batch(Tensor.zeros(1, 3, 2, 2), new int[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Batch(Tensor.zeros(3, 2, 2), ONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void targetsCannotBeChangedFromOutside() {
    int[] targets = {7};
    Batch batch = new Batch(Tensor.zeros(1, 3, 1, 1), targets);
    targets[0] = 8;
    batch.targets()[0] = 9;
    assertThat(batch.targets()).containsExactly(7);
  }

  @Test
  void theSeedIsTheHashOfThePixels() {
    Batch batch = new Batch(Tensor.of(new float[] {0, 0, 1}, 1, 3, 1, 1), ONE);
    // FNV-1a over the words 0, 0 and 0x3f800000, the bits of 1.0f.
    long prime = 0x100000001b3L;
    long hash = ((0xcbf29ce484222325L * prime * prime) ^ 0x3f800000L) * prime;
    assertThat(batch.seed(0)).isEqualTo(hash);
  }

  @Test
  void theSeedDoesNotDependOnThePlaceInTheBatch() {
    Tensor images = Tensor.of(new float[] {1, 2, 3, 9, 9, 9, 1, 2, 3}, 3, 3, 1, 1);
    Batch batch = new Batch(images, new int[] {0, 1, 2});
    assertThat(batch.seed(2)).isEqualTo(batch.seed(0)).isNotEqualTo(batch.seed(1));
  }

  @Test
  void evidenceOfSomeLayersComesInTheRequestedOrder() {
    Batch batch = new Batch(Tensor.zeros(1, 3, 1, 1), ONE);
    LayerEvidence early = new LayerEvidence("early", Tensor.zeros(1, 1, 2, 2), null);
    LayerEvidence late = new LayerEvidence("late", Tensor.zeros(1, 1, 1, 1), null);
    Evidence all = new Evidence(batch, Tensor.zeros(1, 2), new int[1], List.of(early, late));

    assertThat(all.only(List.of("late", "early")).layers()).containsExactly(late, early);
    assertThatThrownBy(() -> all.only(List.of("absent")))
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void aDeviceIsNamedByItsIndex() {
    assertThat(ComputeDevice.cpu()).hasToString("cpu");
    assertThat(ComputeDevice.gpu(1)).hasToString("gpu1");
    assertThatThrownBy(() -> ComputeDevice.gpu(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid GPU index: -1 (must be >= 0)");
  }
}
