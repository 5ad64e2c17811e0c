package io.github.heatmill.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Resizing;
import io.github.heatmill.image.Size;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.model.output.OutputKind;
import io.github.heatmill.model.torchscript.SavedText;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small networks whose logits are the means of three channels of noise, about 0, times 30. */
class NetworkTrialTest {
  private static final String LOGITS =
      "z = torch.mul(torch.sub(torch.mean((last).forward(x, ), [2, 3]), 0.5), 30)\n";

  private static final Preprocessing INPUT =
      Preprocessing.unscaled(new Size(4, 4), Resizing.stretch());

  @TempDir Path folder;

  @AfterEach
  void freeTheNetwork() {
    DjlProbes.closeAll();
  }

  private NetworkTrial.Result tried(String body, int batch) {
    Path opened = folder.resolve("opened.pt");
    List<String> layers = List.of("last");
    SavedText.runnable(folder, LOGITS + body, "Tensor")
        .writeOpened(OpeningRequest.at(layers, Set.of()), opened);
    Probe probe = DjlProbes.probe(new OpenedModel(opened, layers), ComputeDevice.cpu());
    return NetworkTrial.of(probe, NetworkTrial.withNoise(List.of(), INPUT), INPUT, batch);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "16"})
  void independentImagesMayGoTogether(int batch) {
    NetworkTrial.Result result = tried("return z", batch);

    assertThat(result.batch()).isEqualTo(batch);
    assertThat(result.remark()).isEmpty();
    assertThat(result.range().images()).isEqualTo(16);
    assertThat(result.output(NetworkOutput.LOGITS).kind()).isEqualTo(OutputKind.SOFTMAX);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          return torch.sub(z, torch.mean(z, [0], True))
          return torch.add(z, torch.mul(torch.sum(z), 0.01))
          return torch.mul(z, torch.rsub(torch.std(z), 1))
          return torch.sub(z, torch.amax(z, [0], True))
          return torch.flip(z, [0])
          return torch.expand_as(torch.slice(z, 0, 0, 1), z)
          return torch.expand_as(torch.slice(z, 0, -1), z)
          return torch.roll(z, [1], [0])
          return torch.cumsum(z, 0)
          return torch.div(z, torch.max(torch.abs(z)))
          return torch.div(torch.sub(z, torch.min(z)), torch.sub(torch.max(z), torch.min(z)))
          return torch.add(z, torch.mul(torch.flip(z, [0]), 0.5))
          """)
  void aNetworkThatMixesTheImagesOfABatchTakesOne(String body) {
    NetworkTrial.Result result = tried(body, 4);

    assertThat(result.batch()).isEqualTo(1);
    assertThat(result.remark()).startsWith("it mixes the images of a batch (a score is ");
    assertThat(result.output(NetworkOutput.LOGITS).alone()).isTrue();
  }

  @Test
  void aTraceOfOneImageTakesOne() {
    NetworkTrial.Result result = tried("return torch.reshape(z, [1, 3])", 4);

    assertThat(result.batch()).isEqualTo(1);
    assertThat(result.remark()).startsWith("it fails on several (Network failed: ");
  }

  @Test
  void aTraceOfAWholeBatchKeepsIt() {
    NetworkTrial.Result result = tried("return torch.reshape(z, [4, 3])", 4);

    assertThat(result.batch()).isEqualTo(4);
    assertThat(result.remark()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          return torch.add(z, torch.rand_like(z))
          return torch.mul(z, torch.rand([1]))
          return torch.add(z, torch.randn_like(z), alpha=3)
          return torch.add(z, torch.mul(torch.rand_like(z), 1e-5))
          """)
  void randomnessIsRefused(String body) {
    assertThatThrownBy(() -> tried(body, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Network gives other numbers each time it runs: a score is ");
  }

  @Test
  void whatFailsInAllBatchesFails() {
    assertThatThrownBy(() -> tried("return torch.reshape(z, [5, 3])", 4))
        .isInstanceOf(ModelRunException.class)
        .hasMessageContaining("shape '[5, 3]' is invalid");
  }

  @Test
  void givenKindsAreKept() {
    NetworkOutput given = NetworkOutput.LOGITS.with(OutputKind.SIGMOID, "given");

    assertThat(tried("return torch.softmax(z, 1)", 4).output(given)).isEqualTo(given);
  }

  @Test
  void probabilitiesAreFoundOnNoise() {
    NetworkOutput found = tried("return torch.softmax(z, 1)", 4).output(NetworkOutput.LOGITS);

    assertThat(found.kind()).isEqualTo(OutputKind.PROBABILITIES);
    assertThat(found.reason()).contains("that sum to 1 on 16 images");
  }
}
