package io.github.heatmill.method.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.method.LinearNetwork;
import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.evidence.ActivationStatistics;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InfoCamTest {
  private static final LinearNetwork NETWORK =
      LinearNetwork.of(new double[] {4, 0, 0}, new double[] {0, 4, 0});

  /** Channel 0 is on the left, 1 in the middle, 2 on the right. */
  private static final float[] IMAGE = {3, 0, 0, 0, 3, 0, 0, 0, 3};

  @Test
  void weightsAreTheShares() {
    Tensor activations = Tensor.of(IMAGE, 1, 3, 1, 3);
    Evidence evidence = known(NETWORK.evidence(activations, 0));
    InfoCam method = new InfoCam();
    ImageBottleneck.Fit fit =
        method.fit(NETWORK.probe(), evidence, evidence.layers().get(0)).get(0);
    // Each place has one channel, of the value 3.
    assertThat(method.explain(NETWORK.probe(), evidence).values())
        .containsExactly(times3(fit.shares()), within(1e-6f));
    assertThat(explain("info-cam:capacity", evidence))
        .containsExactly(times3(fit.bits()), within(1e-3f));
  }

  @Test
  void channelsThatTheClassNeedsAreHighest() {
    Tensor activations = Tensor.of(IMAGE, 1, 3, 1, 3);
    for (String id : new String[] {"info-cam:beta=1", "info-cam:capacity,beta=1"}) {
      float[] left = explain(id, known(NETWORK.evidence(activations, 0)));
      float[] middle = explain(id, known(NETWORK.evidence(activations, 1)));
      assertThat(left[0]).as(id).isGreaterThan(left[1]).isGreaterThan(left[2]);
      assertThat(middle[1]).as(id).isGreaterThan(middle[0]).isGreaterThan(middle[2]);
    }
  }

  @Test
  void gatesFindTheChannelThatDecides() {
    LinearNetwork decided =
        LinearNetwork.of(new double[] {80, 0, 0}, new double[] {0, 0, 0}).biased(-40, 0);
    Evidence evidence = known(decided.evidence(Tensor.of(IMAGE, 1, 3, 1, 3), 0));
    float[] map =
        Methods.method("info-cam:gates").explain(decided.probe(), evidence).slice(0).values();
    // Open, channel 0 has the mean 1 and y_0 = 40; closed -40: the prediction is its gate. About
    // half of 4096 draws are open: I = ln 2, less the bias of 1 / (2 * 4096); times the value 3.
    assertThat(map[0]).isCloseTo((float) (3 * (Math.log(2) - 1 / 8192.0)), within(2e-3f));
    assertThat(map[1]).isLessThan(0.01f);
    assertThat(map[2]).isLessThan(0.01f);
  }

  @Test
  void gatesGiveNegativeWeightsToChannelsAgainstTheClass() {
    float[] overlapping = {3, 3, 0, 0, 3, 0, 0, 0, 0};
    Evidence evidence = known(NETWORK.evidence(Tensor.of(overlapping, 1, 3, 1, 3), 0));
    float[] map = explain("info-cam:gates", evidence);
    // Logits with both channels open 8 and 4, with one of them 8 and 0 or 0 and 4, with none 0:
    // p_0 = 0.982, 0.9997, 0.018, 0.5. Channel 1 open 0.5 on average, closed 0.75, both 0.625:
    // I = 0.6616 - (0.6931 + 0.5623) / 2 = 0.0339, against the class. Channel 0: open 0.991,
    // closed 0.259: I = 0.6616 - (0.052 + 0.572) / 2 = 0.350.
    assertThat(map[0]).isCloseTo(3 * 0.350f, within(0.03f));
    assertThat(map[0] - map[1]).isCloseTo(3 * 0.0339f, within(0.03f));
    assertThat(map[2]).isZero();
  }

  @Test
  void drawsDoNotDependOnHowTheyAreCutIntoRuns() {
    Evidence evidence = NETWORK.evidence(two(IMAGE, new float[9]), 0, 0);
    Tensor fill = Tensor.zeros(1, 3, 1, 1);
    float[] whole = new ChannelDraws(evidence, fill).gates(0, 8).keep().values();
    ChannelDraws cut = new ChannelDraws(evidence, fill);
    assertThat(cut.gates(0, 5).keep().values()).isEqualTo(Arrays.copyOfRange(whole, 0, 30));
    assertThat(cut.gates(5, 8).keep().values()).isEqualTo(Arrays.copyOfRange(whole, 30, 48));
    assertThat(whole).containsOnly(0, 1).contains(0, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"info-cam", "info-cam:capacity", "info-cam:gates,draws=200"})
  void thePlaceInTheBatchDoesNotMatter(String id) {
    float[] other = {1, 2, 0, 0, 1, 0, 5, 0, 1};
    Tensor maps = NETWORK.maps(Methods.method(id), two(IMAGE, other), 0, 1);
    Tensor others = NETWORK.maps(Methods.method(id), two(other, IMAGE), 1, 0);
    assertThat(maps.slice(0)).isEqualTo(others.slice(1));
    assertThat(maps.slice(1)).isEqualTo(others.slice(0));
    assertThat(NETWORK.maps(Methods.method(id), Tensor.of(IMAGE, 1, 3, 1, 3), 0).slice(0))
        .isEqualTo(maps.slice(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"info-cam", "info-cam:capacity", "info-cam:gates,draws=200"})
  void deadConstantAndSingleActivationsAreHarmless(String id) {
    SaliencyMethod method = Methods.method(id);
    assertThat(NETWORK.maps(method, Tensor.zeros(1, 3, 1, 3), 0).values()).containsOnly(0);
    float[] constant = {2, 2, 2, 1, 1, 1, 0, 0, 0};
    Tensor flat = NETWORK.maps(method, Tensor.of(constant, 1, 3, 1, 3), 0).slice(0);
    assertThat(Heatmap.of(flat).status()).isEqualTo(Heatmap.Status.FLAT);
    Tensor place = NETWORK.maps(method, Tensor.of(new float[] {1, 2, 3}, 1, 3, 1, 1), 0);
    assertThat(place.shape()).containsExactly(1, 1, 1);
    assertThat(place.values()[0]).isFinite().isNotNegative();
    LinearNetwork one = LinearNetwork.of(new double[] {2});
    float[] single = one.maps(method, Tensor.of(new float[] {1, 2}, 1, 1, 1, 2), 0).values();
    assertThat(single[0]).isFinite().isNotNegative();
    assertThat(single[1]).isFinite().isNotNegative();
  }

  @ParameterizedTest
  @ValueSource(strings = {"info-cam", "info-cam:capacity", "info-cam:gates,draws=200"})
  void brokenActivationsShow(String id) {
    float[] broken = IMAGE.clone();
    broken[1] = Float.NaN;
    Tensor map = NETWORK.maps(Methods.method(id), Tensor.of(broken, 1, 3, 1, 3), 0).slice(0);
    assertThat(Heatmap.of(map).status()).isEqualTo(Heatmap.Status.NON_FINITE);
  }

  @Test
  void theCostFollowsTheOptions() {
    // 2 streams of 3 samples, looked at before each of 10 steps and after the last.
    assertThat(new InfoCam().card().cost()).isEqualTo("66 of the head, with gradients");
    assertThat(Methods.method("info-cam:samples=1,steps=4").card().cost())
        .isEqualTo("10 of the head, with gradients");
    assertThat(Methods.method("info-cam:gates").card().cost()).isEqualTo("4096 of the head");
  }

  private static float[] times3(double[] weights) {
    float[] values = new float[weights.length];
    for (int k = 0; k < values.length; k++) {
      values[k] = (float) (3 * weights[k]);
    }
    return values;
  }

  private static float[] explain(String id, Evidence evidence) {
    return Methods.method(id).explain(NETWORK.probe(), evidence).slice(0).values();
  }

  private static Tensor two(float[] first, float[] second) {
    float[] both = Arrays.copyOf(first, 18);
    System.arraycopy(second, 0, both, 9, 9);
    return Tensor.of(both, 2, 3, 1, 3);
  }

  /** With 0 for the usual activation, so that noise does not hold what the image shows. */
  private static Evidence known(Evidence evidence) {
    Tensor ones = Tensor.zeros(3, 1, 3);
    Arrays.fill(ones.values(), 1);
    return evidence.withStatistics(
        Map.of("layer", new ActivationStatistics(1000, Tensor.zeros(3, 1, 3), ones, ones)));
  }
}
