package io.github.heatmill.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.Probe.MaskGradients;
import io.github.heatmill.model.alteration.Masks;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.tensor.Ranges;
import io.github.heatmill.tensor.Resize;
import io.github.heatmill.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that masks on the device give the same results as masking the pixels beforehand. */
class MaskedNetworkTest {
  private static final int SIDE = 8;
  private static final int PIXELS = SIDE * SIDE;
  private static final int CLASSES = 5;

  @TempDir Path folder;
  private DjlProbe probe;

  private final Tensor image = NetworkFixture.wave(3, SIDE, SIDE);
  private final Tensor black = Tensor.zeros(3, SIDE, SIDE);

  @BeforeEach
  void open() {
    Path opened = folder.resolve("opened.pt");
    // Its output is a tuple.
    NetworkFile.read(OpenedNetworkTest.file("twooutputs", "scripted"))
        .writeOpened(List.of("tail"), opened);
    probe = new DjlProbe(DjlNetwork.load(opened, ComputeDevice.cpu()), List.of("tail"));
  }

  @AfterEach
  void close() {
    probe.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16, 37})
  void masksAreEnlargedScaledAndMultiplied(int count) {
    Tensor maps = noise(count, 3, 3);

    Tensor logits = probe.logits(image, black, Masks.minMaxScaled(maps));

    assertThat(logits.shape()).containsExactly(count, CLASSES);
    Tensor scaled = Ranges.minMaxScaled(Resize.bilinear(maps, SIDE, SIDE));
    for (int m = 0; m < count; m++) {
      assertThat(logits.slice(m).values())
          .containsExactly(direct(masked(scaled.slice(m), 1, black)), within(1e-5f));
    }
  }

  @Test
  void strengthsWeakenAMaskAndTheBackgroundShowsThrough() {
    Tensor maps = noise(2, 3, 3);
    Tensor background = noise(3, SIDE, SIDE);

    Tensor logits =
        probe.logits(image, background, Masks.minMaxScaled(maps).times(new float[] {0.25f, 1}));

    Tensor scaled = Ranges.minMaxScaled(Resize.bilinear(maps, SIDE, SIDE));
    assertThat(logits.slice(0).values())
        .containsExactly(direct(masked(scaled.slice(0), 0.25f, background)), within(1e-5f));
    assertThat(logits.slice(1).values())
        .containsExactly(direct(masked(scaled.slice(1), 1, background)), within(1e-5f));
  }

  @Test
  void unscaledMasksKeepTheirValues() {
    Tensor maps = noise(1, 3, 3);

    Tensor logits = probe.logits(image, black, Masks.unscaled(maps));

    Tensor large = Resize.bilinear(maps, SIDE, SIDE);
    assertThat(logits.slice(0).values())
        .containsExactly(direct(masked(large.slice(0), 1, black)), within(1e-5f));
  }

  @Test
  void alignedCornersPutTheOutermostValuesOnTheOutermostPixels() {
    Tensor maps = Tensor.of(new float[] {0, 7}, 1, 1, 2);

    Tensor logits =
        probe.logits(image, black, Masks.unscaled(maps).enlarged(Masks.Enlarging.ALIGNED_CORNERS));

    // Over eight columns from 0 to 7: one more in each.
    Tensor columns = Tensor.zeros(SIDE, SIDE);
    for (int p = 0; p < PIXELS; p++) {
      columns.values()[p] = p % SIDE;
    }
    assertThat(logits.values()).containsExactly(direct(masked(columns, 1, black)), within(1e-5f));
  }

  @Test
  void aConstantMaskHidesEverything() {
    Tensor maps = Tensor.of(new float[] {3, 3, 3, 3}, 1, 2, 2);

    Tensor logits = probe.logits(image, black, Masks.minMaxScaled(maps));

    assertThat(logits.values()).containsExactly(direct(black), within(1e-6f));
  }

  @Test
  void aWindowShiftsEachMask() {
    Tensor maps = noise(2, 3, 3);
    Masks.Window window = new Masks.Window(12, 11, new int[] {0, 4}, new int[] {3, 1});

    Tensor logits = probe.logits(image, black, Masks.unscaled(maps).through(window));

    Tensor large = Resize.bilinear(maps, 12, 11);
    for (int m = 0; m < 2; m++) {
      Tensor part = Tensor.zeros(SIDE, SIDE);
      for (int p = 0; p < PIXELS; p++) {
        int y = p / SIDE + window.tops()[m];
        int x = p % SIDE + window.lefts()[m];
        part.values()[p] = large.values()[(m * 12 + y) * 11 + x];
      }
      assertThat(logits.slice(m).values())
          .containsExactly(direct(masked(part, 1, black)), within(1e-5f));
    }
  }

  @Test
  void maskGradientsAreHowTheExplainedLogitChanges() {
    Tensor images = NetworkFixture.wave(3, 3, SIDE, SIDE);
    Evidence evidence = probe.evidence(new Batch(images, new int[] {2, 4}));
    Tensor maps = noise(2, 3, 3);

    MaskGradients actual = probe.maskGradients(evidence, maps);

    assertThat(actual.logits().shape()).containsExactly(2, CLASSES);
    assertThat(actual.gradients().shape()).containsExactly(2, 3, 3);
    float step = 1 / 1024f;
    for (int cell = 0; cell < maps.size(); cell++) {
      int i = cell / 9;
      double ahead = explained(evidence, moved(maps, cell, step))[i];
      double behind = explained(evidence, moved(maps, cell, -step))[i];
      assertThat((double) actual.gradients().values()[cell])
          .as("cell %d", cell)
          .isCloseTo((ahead - behind) / (2 * step), within(2e-3));
    }
  }

  private double[] explained(Evidence evidence, Tensor maps) {
    Tensor logits = probe.maskGradients(evidence, maps).logits();
    return new double[] {
      logits.values()[evidence.targets()[0]], logits.values()[CLASSES + evidence.targets()[1]]
    };
  }

  private static Tensor moved(Tensor maps, int cell, float step) {
    float[] values = maps.values().clone();
    values[cell] += step;
    return Tensor.of(values, maps.shape());
  }

  private Tensor masked(Tensor mask, float strength, Tensor background) {
    Tensor masked = Tensor.zeros(3, SIDE, SIDE);
    for (int i = 0; i < masked.size(); i++) {
      float open = mask.values()[i % PIXELS] * strength;
      masked.values()[i] = image.values()[i] * open + background.values()[i] * (1 - open);
    }
    return masked;
  }

  private float[] direct(Tensor pixels) {
    Batch batch = new Batch(pixels.reshape(1, 3, SIDE, SIDE), new int[] {0});
    return probe.evidence(batch).logits().values();
  }

  private static Tensor noise(int... shape) {
    Random random = new Random(7);
    Tensor noise = Tensor.zeros(shape);
    for (int i = 0; i < noise.size(); i++) {
      noise.values()[i] = random.nextFloat();
    }
    return noise;
  }
}
