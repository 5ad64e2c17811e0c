package io.github.heatmill.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.TargetClasses;
import io.github.heatmill.model.output.Contrast;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.model.output.OutputKind;
import io.github.heatmill.model.output.References;
import io.github.heatmill.model.output.ValueScale;
import io.github.heatmill.model.torchscript.SavedText;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Ranges;
import io.github.heatmill.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests properties of every method and variant on real networks, including unusual ones. */
class EveryMethodTest {
  private static final int SIDE = 8;
  private static final List<Heatmap.Status> OK_OR_FLAT =
      List.of(Heatmap.Status.OK, Heatmap.Status.FLAT);

  /** Three channels of 4 x 4 and two classes. */
  private static final String SOUND =
      """
      small = torch.avg_pool2d(x, [2, 2], [2, 2], [0, 0], False, True)
      a = (last).forward(small, )
      m = torch.mean(torch.mul(a, a), [2, 3])
      first = torch.slice(m, 1, 0, 1)
      second = torch.slice(m, 1, 1, 2)
      third = torch.slice(m, 1, 2, 3)
      one = torch.add(torch.mul(first, 3), second)
      two = torch.sub(torch.mul(third, 4), torch.mul(first, second))
      return torch.cat([one, two], 1)""";

  @TempDir Path folder;

  /** Every method, and every variant of it. */
  static Stream<SaliencyMethod> methods() {
    return Methods.all().stream()
        .flatMap(
            method ->
                Stream.concat(
                    Stream.of(method),
                    method.options().variants().stream()
                        .map(variant -> Methods.method(method.id() + ":" + variant))));
  }

  @AfterEach
  void freeTheNetwork() {
    DjlProbes.closeAll();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aSoundNetworkGetsAMapThatIsNotFlat(SaliencyMethod method) {
    Tensor maps = maps(method, SOUND, wave(2, 1));

    assertThat(maps.length(0)).isEqualTo(2);
    for (int i = 0; i < 2; i++) {
      assertThat(Heatmap.of(maps.slice(i)).status()).as(method.id()).isEqualTo(Heatmap.Status.OK);
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void theSameImageGetsTheSameBitsAnywhereInABatch(SaliencyMethod method) {
    Tensor cat = wave(1, 1);
    Tensor dog = wave(1, 3);
    Probe probe = probe(method, SOUND);

    Tensor catFirst = explain(method, probe, new Batch(joined(cat, dog), new int[] {-1, -1}));
    Tensor dogFirst = explain(method, probe, new Batch(joined(dog, cat), new int[] {-1, -1}));
    Tensor catAndPadding = explain(method, probe, new Batch(joined(cat, dog), new int[] {-1}));

    assertThat(catFirst.slice(0)).isEqualTo(dogFirst.slice(1));
    assertThat(catFirst.slice(1)).isEqualTo(dogFirst.slice(0));
    assertThat(catAndPadding.slice(0)).isEqualTo(catFirst.slice(0));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void theTargetIsTheExplainedClass(SaliencyMethod method) {
    Probe probe = probe(method, SOUND);

    Tensor maps =
        explain(method, probe, new Batch(joined(wave(1, 1), wave(1, 1)), new int[] {0, 1}));

    assertThat(maps.slice(0).equals(maps.slice(1)))
        .as(method.id())
        .isEqualTo(method.classAgnostic());
  }

  @ParameterizedTest
  @MethodSource("methods")
  void deadChannelsAreNoTrouble(SaliencyMethod method) {
    assertFinite(method, SOUND.replace("small, )", "torch.mul(small, 0), )"));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void constantActivationsAreNoTrouble(SaliencyMethod method) {
    assertFinite(method, SOUND.replace("small, )", "torch.ones_like(small), )"));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aLayerWithoutInfluenceIsNoTrouble(SaliencyMethod method) {
    // All gradients are 0, and the logits are those of the pixels.
    assertFinite(method, SOUND.replace("mul(a, a)", "add(torch.mul(a, 0), small)"));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aSingleChannelWorks(SaliencyMethod method) {
    assertFinite(
        method,
        """
        a = (last).forward(torch.slice(x, 1, 0, 1), )
        m = torch.mean(a, [2, 3])
        return torch.cat([m, torch.mul(m, -2)], 1)""");
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aSinglePlaceWorks(SaliencyMethod method) {
    assertFinite(method, SOUND.replace("[2, 2], [2, 2], [0, 0]", "[8, 8], [8, 8], [0, 0]"));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void everyKindOfOutputIsExplained(SaliencyMethod method) {
    String both = "torch.cat([one, two], 1)";
    assertSound(method, OutputKind.PROBABILITIES, SOUND.replace(both, softmax(both)));
    assertSound(method, OutputKind.SIGMOID, SOUND);
    assertSound(method, OutputKind.SIGMOID_PROBABILITIES, SOUND.replace(both, sigmoid(both)));
    assertSound(method, OutputKind.BINARY, SOUND.replace(both, "one"));
    assertSound(method, OutputKind.BINARY_PROBABILITY, SOUND.replace(both, sigmoid("one")));
    assertSound(method, OutputKind.REGRESSION, SOUND.replace(both, "one"));
    NetworkOutput embedding = NetworkOutput.LOGITS.with(OutputKind.EMBEDDING, "given");
    assertSound(
        method,
        embedding.with(new References(List.of("reference"), List.of(List.of(0.6f, 0.8f)))),
        SOUND);
  }

  /** A network with the difference as its only logit explains the second of its two classes. */
  @ParameterizedTest
  @MethodSource("methods")
  void aContrastGetsTheMapOfANetworkThatReturnsTheDifference(SaliencyMethod method) {
    String both = "torch.cat([one, two], 1)";
    NetworkOutput contrast = NetworkOutput.LOGITS.with(new Contrast(0, 1, 2, "one - two"));
    NetworkOutput binary = NetworkOutput.LOGITS.with(OutputKind.BINARY, "given");
    Probe difference = probe(method, SOUND.replace(both, "torch.sub(one, two)"), binary);

    Tensor expected = explain(method, difference, new Batch(wave(2, 1), new int[] {1, 1}));
    Tensor maps =
        explain(method, probe(method, SOUND, contrast), new Batch(wave(2, 1), new int[] {2, 2}));

    Tensor scaled = Ranges.minMaxScaled(maps);
    for (int i = 0; i < scaled.size(); i++) {
      assertThat(scaled.values()[i])
          .as(method.id())
          .isCloseTo(Ranges.minMaxScaled(expected).values()[i], within(1e-4f));
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void theSpreadOfAValueChangesTheMapsOfMethodsThatSeeProbabilitiesAlone(SaliencyMethod method) {
    String value = SOUND.replace("torch.cat([one, two], 1)", "one");
    NetworkOutput narrow = values(0.1, 0.2);
    Tensor maps = explain(method, probe(method, value, narrow), ofFirstClass());
    DjlProbes.closeAll();
    Tensor others = explain(method, probe(method, value, values(0.3, 2)), ofFirstClass());

    assertThat(maps.equals(others)).as(method.id()).isEqualTo(!method.seesProbabilities());
  }

  private static NetworkOutput values(double mean, double spread) {
    return NetworkOutput.LOGITS
        .with(OutputKind.REGRESSION, "given")
        .with(new ValueScale(ValueScale.Direction.UP, List.of(mean), List.of(spread)));
  }

  private static Batch ofFirstClass() {
    return new Batch(wave(2, 1), new int[] {0, 0});
  }

  @ParameterizedTest
  @MethodSource("methods")
  void severalClassesGetTheMapsThatEachGetsAlone(SaliencyMethod method) {
    Probe probe = probe(method, SOUND);
    Batch batch = new Batch(wave(2, 1), new int[] {-1, -1});
    TargetClasses classes = TargetClasses.listed(List.of(new int[] {0, 1}, new int[] {1, 0}));

    List<Evidence> ranks = probe.evidence(batch, classes).ranks();

    assertThat(ranks).hasSize(2);
    for (int rank = 0; rank < 2; rank++) {
      Tensor alone = explain(method, probe, new Batch(batch.images(), new int[] {rank, 1 - rank}));
      assertThat(method.explain(probe, ranks.get(rank))).as(method.id()).isEqualTo(alone);
    }
  }

  private static String softmax(String logits) {
    return "torch.softmax(" + logits + ", 1)";
  }

  private static String sigmoid(String logits) {
    return "torch.sigmoid(" + logits + ")";
  }

  private void assertSound(SaliencyMethod method, OutputKind kind, String network) {
    assertSound(method, NetworkOutput.LOGITS.with(kind, "given"), network);
  }

  private void assertSound(SaliencyMethod method, NetworkOutput output, String network) {
    OutputKind kind = output.kind();
    Tensor maps =
        explain(method, probe(method, network, output), new Batch(wave(2, 1), new int[] {-1, -1}));

    for (int i = 0; i < 2; i++) {
      assertThat(Heatmap.of(maps.slice(i)).status())
          .as(method.id() + " " + kind)
          .isIn(mayBeFlat(method, kind) ? OK_OR_FLAT : List.of(Heatmap.Status.OK));
    }
  }

  /**
   * A logarithm is never above 0, so the bias term of Integrative CAM may take every place below 0.
   * A cosine does not depend on the length of an embedding, so it may rise without any channel.
   */
  private static boolean mayBeFlat(SaliencyMethod method, OutputKind kind) {
    if (kind == OutputKind.EMBEDDING) {
      return Set.of("info-cam:gates", "ablation-cam").contains(method.id());
    }
    return method.id().startsWith("integrative-cam") && kind == OutputKind.PROBABILITIES;
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aBlankImageIsNoTrouble(SaliencyMethod method) {
    assertThat(finite(maps(method, SOUND, Tensor.zeros(2, 3, SIDE, SIDE)))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void extremesEndInAStatusAndNotInACrash(SaliencyMethod method) {
    String extreme = SOUND.replace("small, )", "torch.mul(small, 3.e+38), )");

    Tensor maps = maps(method, extreme, wave(2, 1));

    for (int i = 0; i < 2; i++) {
      Heatmap map = Heatmap.of(maps.slice(i));
      assertThat(map.status()).as(method.id()).isEqualTo(atExtremes(method));
      assertThat(finite(map.values()))
          .as(method.id())
          .isEqualTo(map.status() != Heatmap.Status.NON_FINITE);
    }
  }

  /** Most methods overflow; some ask for gradients alone, which vanish, or normalise first. */
  private static Heatmap.Status atExtremes(SaliencyMethod method) {
    if (Set.of("eigen-cam", "mi-cam:binned", "random").contains(method.id())) {
      return Heatmap.Status.OK;
    }
    return Set.of("finer-cam", "grad-cam", "hires-cam", "xgrad-cam").contains(method.id())
        ? Heatmap.Status.FLAT
        : Heatmap.Status.NON_FINITE;
  }

  private void assertFinite(SaliencyMethod method, String network) {
    assertThat(finite(maps(method, network, wave(2, 1)))).as(method.id()).isTrue();
  }

  private static boolean finite(Tensor maps) {
    for (float value : maps.values()) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private Tensor maps(SaliencyMethod method, String network, Tensor images) {
    return explain(method, probe(method, network), new Batch(images, new int[] {-1, -1}));
  }

  private static Tensor explain(SaliencyMethod method, Probe probe, Batch batch) {
    Evidence evidence = probe.evidence(batch);
    return method.explain(probe, evidence);
  }

  private Probe probe(SaliencyMethod method, String network) {
    return probe(method, network, NetworkOutput.LOGITS);
  }

  private Probe probe(SaliencyMethod method, String network, NetworkOutput output) {
    Path opened =
        folder.resolve("opened-" + output.kind() + "-" + output.contrast().classes() + ".pt");
    SavedText.runnable(folder, network, "Tensor")
        .writeOpened(OpeningRequest.at(List.of("last"), method.access()).with(output), opened);
    return DjlProbes.probe(new OpenedModel(opened, List.of("last"), output), ComputeDevice.cpu());
  }

  /** Pixels of 0..1 without symmetry, mostly red. */
  private static Tensor wave(int images, int start) {
    Tensor wave = Tensor.zeros(images, 3, SIDE, SIDE);
    for (int i = 0; i < wave.size(); i++) {
      int channel = i / (SIDE * SIDE) % 3;
      wave.values()[i] = (float) ((0.5 + 0.5 * Math.sin(0.06 * i + start)) / (1 + channel));
    }
    return wave;
  }

  private static Tensor joined(Tensor... images) {
    Tensor joined = Tensor.zeros(images.length, 3, SIDE, SIDE);
    int stride = joined.size() / images.length;
    for (int i = 0; i < images.length; i++) {
      System.arraycopy(images[i].values(), 0, joined.values(), i * stride, stride);
    }
    return joined;
  }
}
