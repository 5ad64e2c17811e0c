package io.github.heatmill.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.ModelRunException;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.UnsuitableModelException;
import io.github.heatmill.model.alteration.Alteration;
import io.github.heatmill.model.alteration.AlteredArea;
import io.github.heatmill.model.alteration.AlteredCopy;
import io.github.heatmill.model.alteration.Fill;
import io.github.heatmill.model.alteration.Masks;
import io.github.heatmill.model.djl.layer.ListedParts;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.RankedEvidence;
import io.github.heatmill.model.evidence.TargetClasses;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.model.output.Contrast;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.model.output.OutputKind;
import io.github.heatmill.model.output.OutputPart;
import io.github.heatmill.model.output.References;
import io.github.heatmill.model.output.ScoreLink;
import io.github.heatmill.model.output.ValueScale;
import io.github.heatmill.model.output.ValueScale.Direction;
import io.github.heatmill.model.torchscript.SavedText;
import io.github.heatmill.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a network returns becomes class scores. The network here has the mean of each of three
 * channels as its logits, so that their gradient by the layer is 1 / 4 at each of four places.
 */
class NetworkOutputTest {
  private static final String LOGITS = "z = torch.mean((last).forward(x, ), [2, 3])\n";

  /** The pixels of the only image, whose channels have the means 0, log 2 and log 5. */
  private static final Tensor IMAGE = image(0, Math.log(2), Math.log(5));

  @TempDir Path folder;

  private static Tensor image(double... means) {
    Tensor image = Tensor.zeros(1, 3, 2, 2);
    for (int i = 0; i < image.size(); i++) {
      image.values()[i] = (float) means[i / 4];
    }
    return image;
  }

  /** Softmax: 1 / 8, 2 / 8, 5 / 8. */
  @Test
  void logitsStayAsTheyAre() {
    Evidence evidence = evidence("return z", "Tensor", OutputKind.SOFTMAX, 2);

    assertThat(evidence.scores(0)).containsExactly(0, (float) Math.log(2), (float) Math.log(5));
    assertThat(evidence.probability(0)).isCloseTo(5.0 / 8, within(1e-7));
    assertGradients(evidence, 0, 0, 0.25);
  }

  /** y = log p, so dy_c/dz_m is (1 if c = m) - p_m: for class 1 it is -1/8, 6/8, -5/8. */
  @Test
  void theScoreOfAProbabilityIsItsLogarithm() {
    Evidence evidence =
        evidence("return torch.softmax(z, 1)", "Tensor", OutputKind.PROBABILITIES, 1);

    assertThat(evidence.probability(0)).isCloseTo(2.0 / 8, within(1e-7));
    assertThat(evidence.scores(0)[1]).isCloseTo((float) Math.log(0.25), within(1e-6f));
    assertGradients(evidence, -1.0 / 32, 6.0 / 32, -5.0 / 32);
  }

  /** Sigmoid: 1 / 2, 2 / 3, 5 / 6; the predicted label has the highest one. */
  @Test
  void independentLabelsHaveASigmoidEach() {
    Evidence evidence = evidence("return z", "Tensor", OutputKind.SIGMOID, Batch.PREDICTED);

    assertThat(evidence.targets()).containsExactly(2);
    assertThat(ScoreLink.of(OutputKind.SIGMOID).probabilities(evidence.scores(0)))
        .containsExactly(new double[] {1.0 / 2, 2.0 / 3, 5.0 / 6}, within(1e-7));
    assertGradients(evidence, 0, 0, 0.25);
  }

  @Test
  void theScoreOfAnIndependentProbabilityIsItsLogit() {
    Evidence evidence =
        evidence("return torch.sigmoid(z)", "Tensor", OutputKind.SIGMOID_PROBABILITIES, 1);

    assertThat(evidence.scores(0)[1]).isCloseTo((float) Math.log(2), within(1e-6f));
    assertThat(evidence.probability(0)).isCloseTo(2.0 / 3, within(1e-7));
    assertGradients(evidence, 0, 0.25, 0);
  }

  /** z = log 2 for the second class, so that p is 1 / 3 and 2 / 3. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BINARY             | return torch.slice(z, 1, 1, 2)
          BINARY             | return torch.select(z, 1, 1)
          BINARY             | return torch.reshape(torch.select(z, 1, 1), [-1, 1, 1, 1])
          BINARY             | return torch.squeeze(torch.select(z, 1, 1))
          BINARY_PROBABILITY | return torch.sigmoid(torch.slice(z, 1, 1, 2))
          """)
  void oneNumberIsTheLogitOfTheSecondOfTwoClasses(OutputKind kind, String body) {
    Evidence second = evidence(body, "Tensor", kind, Batch.PREDICTED);
    Evidence first = evidence(body, "Tensor", kind, 0);

    assertThat(second.targets()).containsExactly(1);
    assertThat(second.probability(0)).isCloseTo(2.0 / 3, within(1e-7));
    assertThat(first.probability(0)).isCloseTo(1.0 / 3, within(1e-7));
    assertGradients(second, 0, 0.25, 0);
    assertGradients(first, 0, -0.25, 0);
  }

  /** The values are 0, log 2 and log 5; the score of a value that should fall is its negative. */
  @Test
  void theScoreOfAValueIsTheValueInTheExplainedDirection() {
    NetworkOutput values = NetworkOutput.LOGITS.with(OutputKind.REGRESSION, "given");
    Evidence up = evidence("return z", "Tensor", values, 2);
    Evidence down = evidence("return z", "Tensor", values.with(ValueScale.of(Direction.DOWN)), 2);

    assertThat(up.scores(0)[2]).isEqualTo((float) Math.log(5));
    assertThat(down.scores(0)[2]).isEqualTo((float) -Math.log(5));
    assertGradients(up, 0, 0, 0.25);
    assertGradients(down, 0, 0, -0.25);
  }

  /** (log 5 - log 2) / (1 / 2) = 2 log 2.5, and sigmoid(2 log 2.5) = 6.25 / 7.25. */
  @Test
  void metricsMeasureHowManySpreadsAValueLiesAboveTheMean() {
    double mean = Math.log(2);
    NetworkOutput up =
        NetworkOutput.LOGITS
            .with(OutputKind.REGRESSION, "given")
            .with(new ValueScale(Direction.UP, List.of(0.0, 0.0, mean), List.of(1.0, 1.0, 0.5)));
    NetworkOutput down =
        up.with(new ValueScale(Direction.DOWN, List.of(0.0, 0.0, mean), List.of(1.0, 1.0, 0.5)));

    assertThat(evidence("return z", "Tensor", up, 2).probability(0))
        .isCloseTo(6.25 / 7.25, within(1e-6));
    assertThat(evidence("return z", "Tensor", down, 2).probability(0))
        .isCloseTo(1 / 7.25, within(1e-6));
    assertThat(onWholeCopy("return z", up, 2)).isCloseTo(6.25 / 7.25, within(1e-6));
    assertThat(onWholeCopy("return z", down, 2)).isCloseTo(1 / 7.25, within(1e-6));
  }

  /** A value far above a spread of 1e-9 has the sigmoid 1; one far below 1e10 has sigmoid(-1). */
  @Test
  void smallAndLargeScalesKeepTheirDigits() {
    NetworkOutput output = NetworkOutput.LOGITS.with(OutputKind.REGRESSION, "given");
    List<Double> zeros = List.of(0.0, 0.0, 0.0);
    ValueScale small = new ValueScale(Direction.UP, zeros, List.of(1.0, 1.0, 1e-9));
    ValueScale large =
        new ValueScale(Direction.UP, List.of(0.0, 0.0, 1e10), List.of(1.0, 1.0, 1e10));

    assertThat(onWholeCopy("return z", output.with(small), 2)).isEqualTo(1);
    assertThat(onWholeCopy("return z", output.with(large), 2))
        .isCloseTo(1 / (1 + Math.E), within(1e-6));
  }

  /** With e = (0, log 2, log 5): cos = e r / (|e| |r|), dcos/de = (r / |r| - cos e / |e|) / |e|. */
  @Test
  void theScoreOfAnEmbeddingIsItsCosineToEachReference() {
    References references =
        new References(List.of("green", "both"), List.of(List.of(0f, 2f, 0f), List.of(0f, 3f, 4f)));
    NetworkOutput output =
        NetworkOutput.LOGITS.with(OutputKind.EMBEDDING, "given").with(references);
    double length = Math.hypot(Math.log(2), Math.log(5));
    double both = (0.6 * Math.log(2) + 0.8 * Math.log(5)) / length;

    Evidence evidence = evidence("return z", "Tensor", output, Batch.PREDICTED);

    assertThat(evidence.scores(0)[0]).isCloseTo((float) (Math.log(2) / length), within(1e-6f));
    assertThat(evidence.scores(0)[1]).isCloseTo((float) both, within(1e-6f));
    assertThat(evidence.targets()).containsExactly(1);
    assertThat(evidence.probability(0)).isCloseTo((1 + both) / 2, within(1e-6));
    assertThat(onWholeCopy("return z", output, 1)).isCloseTo((1 + both) / 2, within(1e-6));
    assertGradients(
        evidence,
        0,
        (0.6 - both * Math.log(2) / length) / length / 4,
        (0.8 - both * Math.log(5) / length) / length / 4);
  }

  @Test
  void anEmbeddingOfZerosIsSimilarToNothing() {
    NetworkOutput output =
        NetworkOutput.LOGITS
            .with(OutputKind.EMBEDDING, "given")
            .with(new References(List.of("r"), List.of(List.of(1f, 0f, 0f))));

    assertThat(evidence("return torch.mul(z, 0)", "Tensor", output, 0).scores(0))
        .containsExactly(0);
  }

  @Test
  void referencesOfAnotherLengthAreRefused() {
    NetworkOutput output =
        NetworkOutput.LOGITS
            .with(OutputKind.EMBEDDING, "given")
            .with(new References(List.of("r"), List.of(List.of(1f, 0f))));

    assertThatThrownBy(() -> evidence("return z", "Tensor", output, 0))
        .hasMessageContaining("the shape [1, 3], and its references have 2 numbers");
  }

  /** y_2 - y_1 = log 2.5; between the two, class 2 has the probability 5 / 7. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SOFTMAX               | return z
          PROBABILITIES         | return torch.softmax(z, 1)
          SIGMOID               | return z
          SIGMOID_PROBABILITIES | return torch.sigmoid(z)
          """)
  void aContrastIsOneMoreScoreAndNoClass(OutputKind kind, String body) {
    NetworkOutput output =
        NetworkOutput.LOGITS.with(kind, "given").with(new Contrast(2, 1, 3, "blue - green"));

    Evidence evidence = evidence(body, "Tensor", output, 3);
    Evidence predicted = evidence(body, "Tensor", output, Batch.PREDICTED);

    assertThat(evidence.scores(0)[3]).isCloseTo((float) Math.log(2.5), within(1e-6f));
    assertThat(evidence.probability(0)).isCloseTo(5.0 / 7, within(1e-6));
    assertThat(onWholeCopy(body, output, 3)).isCloseTo(5.0 / 7, within(1e-6));
    assertGradients(evidence, 0, -0.25, 0.25);
    assertThat(predicted.targets()).containsExactly(2);
    double[] classes = Arrays.copyOf(predicted.output().probabilities(predicted.scores(0)), 3);
    assertThat(classes)
        .containsExactly(
            kind.isExclusive()
                ? new double[] {1.0 / 8, 2.0 / 8, 5.0 / 8}
                : new double[] {1.0 / 2, 2.0 / 3, 5.0 / 6},
            within(1e-6));
  }

  @Test
  void severalClassesAreExplainedInOnePass() {
    try (DjlProbe probe = probe("return z", "Tensor", NetworkOutput.LOGITS)) {
      int[] classes = {TargetClasses.ranked(1), 0, TargetClasses.ranked(0)};
      RankedEvidence ranked =
          probe.evidence(new Batch(IMAGE, new int[] {-1}), TargetClasses.listed(List.of(classes)));

      assertThat(ranked.ranks()).extracting(rank -> rank.targets()[0]).containsExactly(1, 0, 2);
      assertGradients(ranked.ranks().get(0), 0, 0.25, 0);
      assertGradients(ranked.ranks().get(1), 0.25, 0, 0);
      assertGradients(ranked.ranks().get(2), 0, 0, 0.25);
      assertThat(ranked.counts()).containsExactly(3);
    }
  }

  @Test
  void thereAreNoMoreRanksThanClasses() {
    try (DjlProbe probe = probe("return z", "Tensor", NetworkOutput.LOGITS)) {
      TargetClasses five = TargetClasses.listed(List.of(new int[] {-1, -2, -3, -4, -5}));
      RankedEvidence ranked = probe.evidence(new Batch(IMAGE, new int[] {-1}), five);

      assertThat(ranked.ranks()).extracting(rank -> rank.targets()[0]).containsExactly(2, 1, 0);
      assertThat(ranked.counts()).containsExactly(3);
    }
  }

  /** The probabilities are 1 / 2, 2 / 3 and 5 / 6; a black second image has 1 / 2 three times. */
  @ParameterizedTest
  @CsvSource({"0.9, 0, 0, 1", "0.7, 1, 0, 1", "0.6, 2, 0, 2", "0.5, 3, 3, 3"})
  void theClassesAboveAThresholdAreExplained(double least, int first, int second, int ranks) {
    NetworkOutput labels = NetworkOutput.LOGITS.with(OutputKind.SIGMOID, "given");
    Tensor two = Tensor.stacked(List.of(IMAGE.slice(0), Tensor.zeros(3, 2, 2)));
    try (DjlProbe probe = probe("return z", "Tensor", labels)) {
      RankedEvidence ranked =
          probe.evidence(new Batch(two, new int[] {-1, -1}), TargetClasses.above(least, 2));

      assertThat(ranked.counts()).containsExactly(first, second);
      assertThat(ranked.ranks()).hasSize(ranks);
      for (int rank = 0; rank < first; rank++) {
        assertThat(ranked.ranks().get(rank).targets()[0]).isEqualTo(2 - rank);
      }
    }
  }

  @Test
  void paddingHasNoClassesAboveAThreshold() {
    NetworkOutput labels = NetworkOutput.LOGITS.with(OutputKind.SIGMOID, "given");
    Tensor padded = Tensor.stacked(List.of(IMAGE.slice(0), Tensor.zeros(3, 2, 2)));
    try (DjlProbe probe = probe("return torch.rsub(z, 1)", "Tensor", labels)) {
      // 1 - z is 1, 0.31 and -0.61; of the padding, 1 three times.
      RankedEvidence ranked =
          probe.evidence(new Batch(padded, new int[] {-1}), TargetClasses.above(0.6, 1));

      assertThat(ranked.counts()).containsExactly(1);
      assertThat(ranked.ranks()).hasSize(1);
    }
  }

  /** The gradient of the logit of class 2 is 1 / 4 at its four places, whatever the axes. */
  @ParameterizedTest
  @ValueSource(strings = {"-1, 3, 1, 1", "-1, 1, 3", "-1, 1, 1, 3", "-1, 1, 3, 1"})
  void theOnlyAxisThatIsLongerThanOneIsThatOfClasses(String axes) {
    String body = "return torch.reshape(z, [" + axes + "])";
    Evidence evidence = evidence(body, "Tensor", OutputKind.SOFTMAX, 2);

    assertThat(evidence.logits().shape()).containsExactly(1, 3);
    assertThat(evidence.scores(0)).containsExactly(0, (float) Math.log(2), (float) Math.log(5));
    assertGradients(evidence, 0, 0, 0.25);
  }

  @Test
  void twoAxesThatAreLongerThanOneAreNoClasses() {
    String body = "return torch.stack([z, z], 1)";

    assertThatThrownBy(() -> evidence(body, "Tensor", OutputKind.SOFTMAX, 2))
        .isInstanceOf(UnsuitableModelException.class)
        .hasMessageContaining("its output has the shape [1, 2, 3] (must be (images, classes);");
  }

  @Test
  void aPartWithAnotherAxisOfClassesIsFoundIfItIsTheOnlyOne() {
    OutputPart features = new OutputPart("0", List.of(2, 5, 7));
    OutputPart inner = new OutputPart("1", List.of(2, 1, 4));
    OutputPart rows = new OutputPart("2", List.of(2, 9));

    assertThat(OutputPart.ofScores(List.of(features, inner), 2, 0)).isEqualTo(inner);
    assertThat(OutputPart.ofScores(List.of(inner, rows), 2, 0)).isEqualTo(rows);
    OutputPart other = new OutputPart("3", List.of(2, 1, 6));
    assertThat(OutputPart.ofScores(List.of(inner, other), 2, 6)).isEqualTo(other);
  }

  /** p = 0 and p = 1 in float32 are far from infinity in the scores. */
  @Test
  void saturatedProbabilitiesHaveFiniteScores() {
    String body = "return torch.sigmoid(torch.mul(torch.sub(z, 0.5), 1000))";
    Evidence evidence = evidence(body, "Tensor", OutputKind.SIGMOID_PROBABILITIES, 0);

    assertThat(ScoreLink.of(OutputKind.SIGMOID_PROBABILITIES).probabilities(evidence.scores(0)))
        .containsExactly(new double[] {0, 1, 1}, within(1e-30));
    for (float score : evidence.scores(0)) {
      assertThat(score).isFinite();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Tuple[Tensor, Tensor]              | return (torch.neg(z), z)                       | 1
          List[Tensor]                       | return [torch.neg(z), z]                       | 1
          Dict[str, Tensor]                  | return {"aux": torch.neg(z), "out": z}         | out
          Tuple[Tensor, Dict[str, Tensor]]   | return (torch.neg(z), {"logits": z})           | 1/logits
          Dict[str, Tensor]                  | return {"head": torch.neg(z), "head/main": z}  | head/main
          Dict[str, Tensor]                  | return {"/": torch.neg(z), "out/": z}          | out/
          Dict[int, Tensor]                  | return {3: torch.neg(z), 7: z}                 | 7
          Tuple[Tensor, Dict[int, List[Tensor]]] | return (torch.neg(z), {7: [z]})            | 1/7/0
          Dict[str, Optional[Tensor]]        | return annotate(Dict[str, Optional[Tensor]], {"aux/1": None, "a; b": z}) | a; b
          Tuple[Optional[Tensor], Tensor]    | return (annotate(Optional[Tensor], z), torch.neg(z)) | 0
          Optional[Tensor]                   | return annotate(Optional[Tensor], z)           | ''
          Tuple[Tensor, Tuple[Tensor, Tensor]] | return (torch.neg(z), (torch.neg(z), z))     | 1/1
          """)
  void aPartIsFoundByItsIndexOrKey(String type, String body, String path) {
    NetworkOutput output = path.isEmpty() ? NetworkOutput.LOGITS : NetworkOutput.LOGITS.at(path);

    assertThat(evidence(body, type, output, 2).scores(0))
        .containsExactly(0, (float) Math.log(2), (float) Math.log(5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Tuple[Tensor, Tensor] | return (torch.neg(z), z)  | 2
          Tuple[Tensor, Tensor] | return (torch.neg(z), z)  | logits
          Tensor                | return z                  | 0
          """)
  void aPartThatIsNotThereIsRefused(String type, String body, String path) {
    NetworkOutput output = NetworkOutput.LOGITS.at(path);

    assertThatThrownBy(() -> evidence(body, type, output, 0))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage("Unknown --output-part: " + path + " (the model returns " + type + ")");
  }

  @Test
  void aKeyThatCannotBeNamedIsRefusedWithARemedy() {
    NetworkOutput output = NetworkOutput.LOGITS.at("a/b/0");

    assertThatThrownBy(
            () -> evidence("return {\"a/b\": [z]}", "Dict[str, List[Tensor]]", output, 0))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage(
            "Unknown --output-part: a/b (the model returns Dict[str, List[Tensor]]; keys that are"
                + " neither text without quotes nor whole numbers, and keys with a slash around"
                + " other containers, need a wrapper that returns the scores alone)");
  }

  @Test
  void aPartThatIsNoneIsRefused() {
    NetworkOutput output = NetworkOutput.LOGITS.at("aux");
    String body = "return annotate(Dict[str, Optional[Tensor]], {\"aux\": None, \"out\": z})";

    assertThatThrownBy(() -> evidence(body, "Dict[str, Optional[Tensor]]", output, 0))
        .isInstanceOf(UnsuitableModelException.class)
        .hasMessage(
            "Model returns None in the part aux of its output (--output-part must name another)");
  }

  /** One image with three logits; features of shape (1, 12). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Tensor                             | return z                              | ' (1, 3)'
          Tuple[Tensor, Tensor]              | return (torch.flatten(x, 1), z)       | 0 (1, 12), 1 (1, 3)
          List[Tensor]                       | return [z, torch.sum(z)]              | 0 (1, 3), 1 ()
          Dict[str, Tensor]                  | return {"aux": z, "out": x}           | aux (1, 3), out (1, 3, 2, 2)
          Tuple[Tensor, Dict[str, Tensor]]   | return (x, {"logits": z})             | 0 (1, 3, 2, 2), 1/logits (1, 3)
          Dict[int, Tensor]                  | return {3: x, 7: z}                   | 3 (1, 3, 2, 2), 7 (1, 3)
          Dict[str, Tensor]                  | return {"a; b": z, "c [1]": z, "/d/e": z} | a; b (1, 3), c [1] (1, 3), /d/e (1, 3)
          Dict[str, Optional[Tensor]]        | return annotate(Dict[str, Optional[Tensor]], {"aux": None, "out": z}) | out (1, 3)
          Tuple[Optional[int], Tensor]       | return (annotate(Optional[int], None), z) | 1 (1, 3)
          Tuple[Tensor, List[Tuple[Tensor, int]]] | return (z, [(x, 3)])             | 0 (1, 3), 1/0/0 (1, 3, 2, 2)
          """)
  void allPartsAreListedWithTheirShapes(String type, String body, String parts) {
    Path file = folder.resolve("parts.pt");
    SavedText.runnable(folder, LOGITS + body, type).writeForParts(file);

    assertThat(ListedParts.of(file, IMAGE).stream().map(OutputPart::toString).toList())
        .isEqualTo(List.of(parts.split(", (?=[\\w/])(?![\\d, ]+\\))")));
  }

  @Test
  void theFieldsOfANamedTupleAreParts() {
    String pair = "class Pair(NamedTuple):\n  raw : Tensor\n  inner : Tuple[Tensor, Tensor]\n";
    String body = LOGITS + "return __torch__.Pair(x, (torch.neg(z), z))";
    NetworkFile file = SavedText.runnable(folder, body, "__torch__.Pair", pair);
    Path parts = folder.resolve("parts.pt");
    file.writeForParts(parts);

    assertThat(ListedParts.of(parts, IMAGE).stream().map(OutputPart::toString))
        .containsExactly("0 (1, 3, 2, 2)", "1/0 (1, 3)", "1/1 (1, 3)");
    Path opened = folder.resolve("opened.pt");
    NetworkOutput output = NetworkOutput.LOGITS.at("1/1");
    file.writeOpened(OpeningRequest.at(List.of("last"), Set.of()).with(output), opened);
    DjlNetwork network = DjlNetwork.load(opened, ComputeDevice.cpu());
    try (DjlProbe probe = new DjlProbe(network, List.of("last"), output)) {
      assertThat(probe.evidence(new Batch(IMAGE, new int[] {2})).scores(0))
          .containsExactly(0, (float) Math.log(2), (float) Math.log(5));
    }
  }

  @Test
  void numbersOfDoublePrecisionAreRounded() {
    String body = "return torch.softmax(torch.to(z, 7), 1)";

    assertThat(evidence(body, "Tensor", OutputKind.PROBABILITIES, 2).probability(0))
        .isCloseTo(5.0 / 8, within(1e-7));
  }

  @Test
  void wholeNumbersAreRefused() {
    assertThatThrownBy(() -> evidence("return torch.to(z, 4)", "Tensor", OutputKind.SOFTMAX, 0))
        .isInstanceOf(ModelRunException.class)
        .hasMessageContaining("Model returns whole numbers, which have no gradients");
  }

  @Test
  void aDictionaryNeedsAKey() {
    assertThatThrownBy(
            () -> evidence("return {\"out\": z}", "Dict[str, Tensor]", OutputKind.SOFTMAX, 0))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("it returns Dict[str, Tensor] (must be")
        .hasMessageContaining("--output-part names one");
  }

  @ParameterizedTest
  @CsvSource({"PROBABILITIES", "SIGMOID_PROBABILITIES"})
  void valuesAboveOneAreNoProbabilities(OutputKind kind) {
    assertThatThrownBy(() -> evidence("return z", "Tensor", kind, 0))
        .isInstanceOf(ModelRunException.class)
        .hasMessageContaining(
            "values outside 0..1 in the shape [1, 3], which are no probabilities");
  }

  @Test
  void twoNumbersAreNotBinary() {
    assertThatThrownBy(() -> evidence("return z", "Tensor", OutputKind.BINARY, 0))
        .isInstanceOf(ModelRunException.class)
        .hasMessageContaining("the shape [1, 3] (binary needs one number for each image)");
  }

  /** Two masks: nothing hidden, and everything, which gives z = 0 and p = 1 / 3. */
  @Test
  void masksGiveTheSameProbabilitiesWithAndWithoutTheSoftmaxInside() {
    for (OutputKind kind : List.of(OutputKind.SOFTMAX, OutputKind.PROBABILITIES)) {
      String body = kind == OutputKind.SOFTMAX ? "return z" : "return torch.softmax(z, 1)";
      Tensor maps = Tensor.of(new float[] {1, 0}, 2, 1, 1);
      try (DjlProbe probe = probe(body, "Tensor", NetworkOutput.LOGITS.with(kind, "given"))) {
        Tensor scores = probe.logits(IMAGE.slice(0), Tensor.zeros(3, 2, 2), Masks.unscaled(maps));

        assertThat(ScoreLink.of(kind).probability(scores.slice(0).values(), 2))
            .isCloseTo(5.0 / 8, within(1e-7));
        assertThat(ScoreLink.of(kind).probability(scores.slice(1).values(), 2))
            .isCloseTo(1.0 / 3, within(1e-7));
      }
    }
  }

  /** The probability of a class on a copy that shows the image everywhere. */
  private double onWholeCopy(String body, NetworkOutput output, int target) {
    try (DjlProbe probe = probe(body, "Tensor", output)) {
      Evidence evidence = probe.evidence(new Batch(IMAGE, new int[] {target}));
      Alteration none =
          new Alteration(new AlteredArea.Highest(4), Fill.Plain.IMAGE, Fill.Plain.BLACK);
      AlteredCopy copy = new AlteredCopy(0, 0, none);
      return probe.scores(evidence, Tensor.zeros(1, 1, 1), List.of(copy)).probabilities()[0];
    }
  }

  private static void assertGradients(Evidence evidence, double... ofChannels) {
    float[] gradients = evidence.layers().get(0).gradients().values();
    for (int i = 0; i < gradients.length; i++) {
      assertThat((double) gradients[i]).isCloseTo(ofChannels[i / 4], within(1e-6));
    }
  }

  private Evidence evidence(String body, String type, OutputKind kind, int target) {
    return evidence(body, type, NetworkOutput.LOGITS.with(kind, "given"), target);
  }

  private Evidence evidence(String body, String type, NetworkOutput output, int target) {
    try (DjlProbe probe = probe(body, type, output)) {
      return probe.evidence(new Batch(IMAGE, new int[] {target}));
    }
  }

  private DjlProbe probe(String body, String type, NetworkOutput output) {
    Path opened = folder.resolve("opened.pt");
    List<String> layers = List.of("last");
    SavedText.runnable(folder, LOGITS + body, type)
        .writeOpened(OpeningRequest.at(layers, Set.of()).with(output), opened);
    return new DjlProbe(DjlNetwork.load(opened, ComputeDevice.cpu()), layers, output);
  }
}
