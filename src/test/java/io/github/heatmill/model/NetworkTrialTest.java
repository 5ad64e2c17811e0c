package io.github.heatmill.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Resizing;
import io.github.heatmill.image.Size;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.model.output.OutputKind;
import io.github.heatmill.model.output.OutputRange;
import io.github.heatmill.model.output.ProgramEnd;
import io.github.heatmill.model.output.ProgramHints;
import io.github.heatmill.model.output.ScoreLink;
import io.github.heatmill.model.torchscript.SavedText;
import io.github.heatmill.tensor.Tensor;
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
  private int networks;

  @AfterEach
  void freeTheNetwork() {
    DjlProbes.closeAll();
  }

  private NetworkTrial.Result tried(String body, int batch) {
    Path opened = folder.resolve("opened" + networks++ + ".pt");
    List<String> layers = List.of("last");
    NetworkFile file = SavedText.runnable(folder, LOGITS + body, "Tensor");
    file.writeOpened(OpeningRequest.at(layers, Set.of()), opened);
    NetworkTrial.Subject network =
        new NetworkTrial.Subject(
            DjlProbes.probe(new OpenedModel(opened, layers), ComputeDevice.cpu()),
            INPUT,
            OutputKind.SOFTMAX,
            file.hints(List.of()));
    return NetworkTrial.of(network, NetworkTrial.withNoise(List.of(), INPUT), batch);
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
    NetworkOutput given = NetworkOutput.LOGITS.with(OutputKind.SOFTMAX, "given");
    assertThat(result.output(given).alone()).isTrue();
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
          torch.rand_like   | return torch.add(z, torch.rand_like(z))
          torch.rand        | return torch.mul(z, torch.rand([1]))
          torch.randn_like  | return torch.add(z, torch.randn_like(z), alpha=3)
          torch.bernoulli   | return torch.mul(z, torch.bernoulli(torch.full_like(z, 0.5)))
          torch.normal_     | return torch.add(z, torch.normal_(torch.clone(z), 0., 1.))
          torch.rand_like   | return torch.add(z, torch.mul(torch.rand_like(z), 1e-5))
          """)
  void randomnessIsRefusedWithItsOperator(String operator, String body) {
    assertThatThrownBy(() -> tried(body, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Network gives other numbers each time it runs: a score is ")
        .hasMessageEndingWith(
            " for the same image (it has randomness inside, by "
                + operator
                + "; remove it, or save the network in eval mode)");
  }

  @Test
  void aSigmoidAtTheEndContradictsASingleLogit() {
    ProgramHints sigmoid =
        new ProgramHints(new ProgramEnd(ProgramEnd.Last.SIGMOID, "torch.sigmoid"), List.of());
    OutputRange range = OutputRange.of(Tensor.of(new float[] {-0.2f, 0.2f}, 1, 2));
    NetworkTrial.Result result = new NetworkTrial.Result(range, sigmoid, 4, "");

    assertThat(result.warnings(OutputKind.BINARY))
        .containsExactly(
            "The output is taken for a logit as asked, but the program ends in torch.sigmoid"
                + " (--output-kind binary-probability takes it for a probability)");
    assertThat(result.warnings(OutputKind.BINARY_PROBABILITY)).isEmpty();
  }

  @Test
  void aNetworkWithoutAFiniteNumberIsRefused() {
    assertThatThrownBy(
            () -> tried("return torch.mul(z, float('nan'))", 4).output(NetworkOutput.LOGITS))
        .hasMessageStartingWith(
            "Network gives NaN or infinite numbers for every image of the trial (");
  }

  /** A class that is hidden by -Infinity leaves the others, whose range counts. */
  @Test
  void aLogitOfMinusInfinityHidesAClass() {
    NetworkTrial.Result result =
        tried(
            "h = torch.full_like(torch.slice(z, 1, 0, 1), float('-inf'))\n"
                + "return torch.cat([h, torch.slice(z, 1, 1)], 1)",
            4);

    assertThat(result.range().images()).isPositive();
    assertThat(result.output(NetworkOutput.LOGITS).kind()).isEqualTo(OutputKind.SOFTMAX);
    assertThat(result.range().low()).isFinite();
  }

  /**
   * In half of all runs the three logits are 7 higher, except those of a black image. Five runs on
   * noise are all equal with the probability 2 (1/2)^5 = 1/16, so that eight trials all miss it in
   * (1/16)^8 = 2e-10 of all cases.
   */
  @Test
  void aRandomNumberThatShowsInHalfOfAllRunsIsFound() {
    String body =
        "return torch.add(z, torch.mul(torch.gt(torch.rand([1]), 0.5), torch.amax(x)), alpha=7)";
    int found = 0;
    for (int i = 0; i < 8; i++) {
      try {
        tried(body, 4);
      } catch (IllegalArgumentException e) {
        found++;
      }
    }
    assertThat(found).isPositive();
  }

  @Test
  void aRandomOperatorThatChangesNoScoreIsNamed() {
    NetworkTrial.Result result =
        tried("return torch.add(z, torch.mul(torch.rand_like(z), 1.0000000000000001e-09))", 4);

    assertThat(result.warnings(OutputKind.SOFTMAX))
        .containsExactly(
            "The program calls torch.rand_like, which gives random numbers; on the images that were"
                + " tried they changed no score (save the network without it if maps differ between"
                + " runs)");
  }

  /** Of 16 images the 15 of noise have sigmoids of numbers above 3000 - 15. */
  @Test
  void saturatedProbabilitiesAreNamed() {
    NetworkTrial.Result result =
        tried("return torch.sigmoid(torch.add(z, torch.mul(torch.amax(x), 3000)))", 4);

    assertThat(result.output(NetworkOutput.LOGITS).kind())
        .isEqualTo(OutputKind.SIGMOID_PROBABILITIES);
    assertThat(result.warnings(OutputKind.SIGMOID_PROBABILITIES))
        .containsExactly(
            "The highest probability is exactly 0 or 1 on 15 of 16 images, where its gradient is 0"
                + " (save the network without its last sigmoid)");
    assertThat(tried("return torch.sigmoid(z)", 4).warnings(OutputKind.SIGMOID_PROBABILITIES))
        .isEmpty();
  }

  /** Numbers of noise between 0 and 1, which are no probabilities for that reason alone. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          return torch.mul(torch.sigmoid(z), 0.5)
          return torch.div(torch.hardtanh(torch.add(z, 3.), 0., 6.), 6)
          return torch.abs(torch.cosine_similarity(torch.unsqueeze(z, 2), torch.ones_like(torch.unsqueeze(z, 2)), 2))
          """)
  void numbersFromZeroToOneAloneAreUnclear(String body) {
    assertThatThrownBy(() -> tried(body, 4).output(NetworkOutput.LOGITS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void scoresInPercentAreRefused() {
    assertThatThrownBy(
            () ->
                tried("return torch.mul(torch.softmax(torch.div(z, 9), 1), 100)", 4)
                    .output(NetworkOutput.LOGITS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Network returns scores in percent: values from ")
        .hasMessageEndingWith(
            " that sum to 100 on 16 trial inputs, and the program ends in torch.mul of torch.softmax and"
                + " a constant (save a wrapper that divides them by 100, and say --output-kind"
                + " probabilities)");
  }

  /** softmax(log_softmax(z)) = softmax(z), since log_softmax subtracts one number from all z. */
  @Test
  void logarithmsOfProbabilitiesAreLogits() {
    NetworkTrial.Result logits = tried("return z", 4);
    NetworkTrial.Result logarithms = tried("return torch.log_softmax(z, 1)", 4);

    NetworkOutput found = logarithms.output(NetworkOutput.LOGITS);
    assertThat(found.kind()).isEqualTo(OutputKind.SOFTMAX);
    assertThat(found.reason()).endsWith(", and the program ends in torch.log_softmax");
    assertThat(logarithms.range().high()).isNegative();
    assertThat(logits.range().high()).isPositive();
    double[] expected = ScoreLink.of(OutputKind.SOFTMAX).probabilities(new float[] {1, 2, 4});
    double log = Math.log(Math.exp(1) + Math.exp(2) + Math.exp(4));
    float[] row = {(float) (1 - log), (float) (2 - log), (float) (4 - log)};
    assertThat(ScoreLink.of(OutputKind.SOFTMAX).probabilities(row))
        .containsExactly(expected, within(1e-7));
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
    assertThat(found.reason())
        .endsWith(" that sum to 1 on 16 trial inputs, and the program ends in torch.softmax");
  }
}
