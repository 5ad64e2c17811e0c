package io.github.heatmill.model.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.model.randomise.Cascade;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests copies with shuffled parameters in the engine. */
class RandomisedNetworkTest {
  private static final List<String> LAYERS = List.of("layer1");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"residual-traced", "residual-scripted"})
  void everyStepChangesTheLogitsAndLeavesThemFinite(String name) {
    NetworkFile file = file(name);
    float[] before = evidence(original(file)).logits().values();

    for (Cascade.Level level : file.cascade().levels()) {
      float[] logits = evidence(randomised(file, level)).logits().values();
      assertThat(logits).as(level.from()).isNotEqualTo(before).doesNotContain(Float.NaN);
      before = logits;
    }
  }

  @Test
  void aStepAboveALayerLeavesItsActivationsAloneAndNotItsGradients() {
    NetworkFile file = file("residual-traced");
    Cascade cascade = file.cascade();
    Cascade.Level top = cascade.levels().get(0);
    assertThat(cascade.isAbove(top, "layer1")).isTrue();

    Evidence before = evidence(original(file));
    Evidence after = evidence(randomised(file, top));

    assertThat(after.layers().get(0).activations()).isEqualTo(before.layers().get(0).activations());
    assertThat(after.layers().get(0).gradients()).isNotEqualTo(before.layers().get(0).gradients());
  }

  @Test
  void aStepThatReachesALayerChangesItsActivations() {
    NetworkFile file = file("residual-traced");
    Cascade cascade = file.cascade();
    Cascade.Level whole = cascade.levels().get(3);
    assertThat(cascade.isAbove(whole, "layer1")).isFalse();

    assertThat(evidence(randomised(file, whole)).layers().get(0).activations())
        .isNotEqualTo(evidence(original(file)).layers().get(0).activations());
  }

  private static NetworkFile file(String name) {
    return NetworkFile.read(NetworkFixture.FOLDER.resolve(name + ".pt"));
  }

  private Path original(NetworkFile file) {
    Path opened = folder.resolve("opened.pt");
    file.writeOpened(LAYERS, opened);
    return opened;
  }

  private Path randomised(NetworkFile file, Cascade.Level level) {
    Path randomised = folder.resolve("randomised-" + level.number() + ".pt");
    file.cascade().write(level, original(file), randomised);
    return randomised;
  }

  private static Evidence evidence(Path opened) {
    DjlProbe probe = new DjlProbe(DjlNetwork.load(opened, ComputeDevice.cpu()), LAYERS);
    try {
      return probe.evidence(new Batch(NetworkFixture.wave(1, 3, 8, 8), new int[] {1}));
    } finally {
      probe.close();
    }
  }
}
