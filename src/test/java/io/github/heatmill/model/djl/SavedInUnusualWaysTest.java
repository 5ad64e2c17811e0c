package io.github.heatmill.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.model.Access;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.alteration.Gates;
import io.github.heatmill.model.djl.NetworkFixture.LayerFixture;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.model.torchscript.SavedText;
import io.github.heatmill.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Networks of scripts/python/make_saved_fixtures.py: each gives what PyTorch's autograd gives for
 * the same network in evaluation mode and float32.
 */
class SavedInUnusualWaysTest {
  private static final float TOLERANCE = 2e-6f;
  private static final int[] PREDICTED = {Batch.PREDICTED, Batch.PREDICTED};

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          training-traced      | training mode in the code switched off (1 batch_norm, 1 dropout)
          dropout-traced       | training mode in the code switched off (1 alpha_dropout, 1 dropout, 1 feature_dropout)
          dropout-scripted     | training mode in the code switched off (1 alpha_dropout, 1 dropout, 1 dropout2d)
          flags-traced         | training mode in the code switched off (1 batch_norm, 1 dropout, 1 instance_norm, 1 rrelu, 1 scaled_dot_product_attention)
          depth-traced         | training mode in the code switched off (1 batch_norm, 1 dropout); every branch kept (1 stochastic depth)
          interpolate-scripted | ''
          function-traced      | ''
          device-traced        | devices named in the code replaced (3 cuda:0)
          device-scripted      | ''
          raise-scripted       | ''
          parallel-traced      | ''
          nograd-scripted      | gradients pass torch.no_grad
          autocast-scripted    | autocast left out
          autocast-traced      | casts in the code replaced by float32 (7 bfloat16)
          whole-traced         | ''
          half-traced          | stored tensors cast to float32 (10 float16)
          half-scripted        | stored tensors cast to float32 (10 float16)
          bfloat-traced        | stored tensors cast to float32 (10 bfloat16)
          double-traced        | stored tensors cast to float32 (10 float64)
          mixed-traced         | stored tensors cast to float32 (6 float16); casts in the code replaced by float32 (1 float16)
          """)
  void givesWhatPyTorchGivesInEvaluationModeAndSaysWhatWasChanged(String name, String repairs) {
    NetworkFixture expected = NetworkFixture.read("saved/" + name);
    List<String> layers = List.copyOf(expected.layers().keySet());
    Path file = NetworkFixture.FOLDER.resolve("saved/" + name + ".pt");

    assertThat(NetworkFile.read(file).repairs()).isEqualTo(notes(repairs));
    OpeningRequest wanted = OpeningRequest.at(layers, Set.of(Access.HEAD));
    try (DjlProbe probe = NetworkFixture.opened(folder, file, wanted)) {
      Evidence evidence = probe.evidence(new Batch(NetworkFixture.wave(2, 3, 4, 4), PREDICTED));

      assertThat(evidence.logits().values()).containsExactly(expected.logits(), within(TOLERANCE));
      for (LayerEvidence layer : evidence.layers()) {
        LayerFixture fixture = expected.layers().get(layer.layer());
        assertThat(layer.activations().values())
            .containsExactly(fixture.activation(), within(TOLERANCE));
        assertThat(layer.gradients().values())
            .containsExactly(fixture.gradient(), within(TOLERANCE));
        Gates open = Gates.toZero(Tensor.of(new float[] {1}, 1, 1, 1, 1, 1));
        Tensor head = probe.head(evidence, layer.layer()).logits(open);
        assertThat(head.values()).containsExactly(expected.logits(), within(TOLERANCE));
      }
    }
  }

  private static List<String> notes(String repairs) {
    return repairs.isEmpty() ? List.of() : List.of(repairs.split("; "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "training-traced",
        "dropout-traced",
        "dropout-scripted",
        "flags-traced",
        "depth-traced"
      })
  void trainingModeDoesNotMixTheImagesOfABatch(String name) {
    Path file = NetworkFixture.FOLDER.resolve("saved/" + name + ".pt");
    OpeningRequest wanted = OpeningRequest.at(List.of("body"), Set.of());
    Tensor two = NetworkFixture.wave(2, 3, 4, 4);
    Tensor blank = Tensor.zeros(2, 3, 4, 4);
    System.arraycopy(two.values(), 0, blank.values(), 0, 3 * 4 * 4);
    try (DjlProbe probe = NetworkFixture.opened(folder, file, wanted)) {
      Evidence first = probe.evidence(new Batch(two, PREDICTED));
      Evidence again = probe.evidence(new Batch(two, PREDICTED));
      Evidence besideBlank = probe.evidence(new Batch(blank, PREDICTED));

      assertThat(again.logits()).isEqualTo(first.logits());
      assertThat(besideBlank.logits().first(1)).isEqualTo(first.logits().first(1));
      assertThat(again.layers().get(0).gradients()).isEqualTo(first.layers().get(0).gradients());
    }
  }

  @Test
  void aNormalisationWithoutStatisticsUsesThoseOfItsInputInEvaluationModeToo() {
    // By hand: the values 0, 2, 4, 6 have the mean 3 and the variance 5.
    String body =
        "y = torch.batch_norm((last).forward(x, ), None, None, None, None, True, 0.1, 0., True)\n"
            + "return torch.flatten(y, 1)";
    Path file = folder.resolve("net.pt");
    NetworkFile net = SavedText.runnable(folder, body, "Tensor");
    assertThat(net.repairs()).isEmpty();
    try (DjlProbe probe =
        NetworkFixture.opened(folder, file, OpeningRequest.at(List.of("last"), Set.of()))) {
      Tensor images = Tensor.of(new float[] {0, 2, 4, 6}, 1, 1, 2, 2);
      float unit = (float) (1 / Math.sqrt(5));
      assertThat(probe.evidence(new Batch(images, new int[] {0})).logits().values())
          .containsExactly(new float[] {-3 * unit, -unit, unit, 3 * unit}, within(1e-6f));
    }
  }
}
