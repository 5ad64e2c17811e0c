package io.github.heatmill.method.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.method.LinearNetwork;
import io.github.heatmill.method.Methods;
import io.github.heatmill.method.RefusingProbe;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.Head;
import io.github.heatmill.model.evidence.ActivationStatistics;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tests the details that {@link InfoCam} reports of its search. */
class InfoCamDetailsTest {
  private static final LinearNetwork BLIND = LinearNetwork.of(new double[] {0}, new double[] {0});
  private static final LinearNetwork SEEING =
      LinearNetwork.of(new double[] {4, 0, 0}, new double[] {0, 1, 0});
  private static final Tensor IMAGE = Tensor.of(new float[] {1, 3}, 1, 1, 1, 2);

  /** The number of calls for a head: one for each search. */
  private int searches;

  @Test
  void theObjectiveAtTheStartAndItsLowestValue() {
    Map<String, Double> details = details("info-cam:steps=1", BLIND, BLIND.evidence(IMAGE, 0));
    // The numbers of InfoCamFitTest: J = ln 2 + 50.000673, and ln 2 + 40.004872 after the step.
    assertThat(details).containsOnlyKeys("objective_start", "objective_end");
    assertThat(details.get("objective_start")).isCloseTo(50.693820, within(1e-5));
    assertThat(details.get("objective_end")).isCloseTo(40.698019, within(1e-5));
  }

  @Test
  void theEndIsTheLowestValueAndNotTheLast() {
    // y_0 = 20 - 400 (m - 2)^2: the image has the mean 2, which noise has not. The step leaves
    // nothing of the image, since its information has a price.
    LinearNetwork narrow =
        LinearNetwork.of(new double[] {1600}, new double[] {0})
            .squared(new double[] {-800}, new double[] {0})
            .biased(-1580, 0);
    String far = "info-cam:rate=100,steps=1,beta=1,gamma=0";
    Evidence evidence = narrow.evidence(IMAGE, 0);
    InfoCam method = (InfoCam) Methods.method(far);
    double[] objective =
        method.fit(narrow.probe(), evidence, evidence.layers().get(0)).get(0).objective();
    assertThat(objective[1]).isGreaterThan(2 * objective[0]);
    assertThat(details(far, narrow, evidence))
        .containsOnly(entry("objective_start", objective[0]), entry("objective_end", objective[0]));
  }

  @Test
  void theEndIsNeverAboveTheStart() {
    Random random = new Random(5);
    for (int trial = 0; trial < 20; trial++) {
      float[] values = new float[6];
      for (int i = 0; i < 6; i++) {
        values[i] = Math.max(0, 2 * (float) random.nextGaussian());
      }
      Evidence evidence = SEEING.evidence(Tensor.of(values, 1, 3, 1, 2), trial % 2);
      String method = "info-cam:steps=2,rate=" + (1 + 20 * random.nextDouble());
      Map<String, Double> details = details(method, SEEING, evidence);
      assertThat(details.get("objective_end")).isLessThanOrEqualTo(details.get("objective_start"));
    }
  }

  @Test
  void severalLayersAreSummed() {
    Evidence one = BLIND.evidence(IMAGE, 0);
    LayerEvidence first = one.layers().get(0);
    Tensor constant = Tensor.of(new float[] {7}, 1, 1, 1, 1);
    LayerEvidence second = new LayerEvidence("second", constant, constant);
    Evidence both = new Evidence(one.batch(), one.logits(), one.targets(), List.of(first, second));
    Map<String, Double> details = details("info-cam:steps=0", BLIND, both);
    // ln 2 + 50.000673 as above, and ln 2 + 45.067378, also from InfoCamFitTest.
    assertThat(details.get("objective_start")).isCloseTo(50.693820 + 45.760525, within(1e-5));
    assertThat(details.get("objective_end")).isEqualTo(details.get("objective_start"));
  }

  @Test
  void mapsFitAndDetailsShareOneSearch() {
    Evidence evidence = SEEING.evidence(image(), 0);
    RefusingProbe probe = counting(SEEING);
    for (String id : List.of("info-cam", "info-cam:capacity")) {
      Methods.method(id).explain(probe, evidence);
      Methods.method(id).details(probe, evidence.only(List.of("layer")));
      new InfoCam().fit(probe, evidence, evidence.layers().get(0));
    }
    assertThat(searches).isEqualTo(1);
  }

  @Test
  void otherSettingsOrStatisticsAreAnotherSearch() {
    Evidence evidence = SEEING.evidence(image(), 0);
    RefusingProbe probe = counting(SEEING);
    double usual = start("info-cam:steps=0", probe, evidence);
    assertThat(start("info-cam:steps=0,beta=1", probe, evidence)).isNotEqualTo(usual);
    assertThat(start("info-cam:steps=0", probe, known(evidence))).isNotEqualTo(usual);
    assertThat(searches).isEqualTo(3);
  }

  @Test
  void theImagesOfABatchHaveTheirOwn() {
    Tensor two = Tensor.of(new float[] {2, 0, 1, 1, 0, 3, 5, 1, 0, 0, 2, 2}, 2, 3, 1, 2);
    SaliencyMethod method = Methods.method("info-cam");
    List<Map<String, Double>> both = method.details(SEEING.probe(), SEEING.evidence(two, 0, 1));
    assertThat(both).hasSize(2);
    assertThat(both.get(0)).isEqualTo(details("info-cam", SEEING, SEEING.evidence(image(), 0)));
    assertThat(both.get(1)).isNotEqualTo(both.get(0));
  }

  @Test
  void valuesThatAreNotFiniteAreLeftOut() {
    Tensor broken = image();
    broken.values()[0] = Float.NaN;
    assertThat(details("info-cam", SEEING, SEEING.evidence(broken, 0))).isEmpty();
  }

  @Test
  void aStartThatIsNotFiniteDoesNotHideTheEnd() {
    double[] objective = {Double.POSITIVE_INFINITY, Double.NaN, 3, 4};
    ImageBottleneck.Fit fit = new ImageBottleneck.Fit(new double[1], new double[1], objective);
    assertThat(fit.course().end()).isEqualTo(3);
    assertThat(fit.course().start()).isInfinite();
  }

  @Test
  void gatesSearchNothing() {
    Evidence evidence = SEEING.evidence(image(), 0);
    assertThat(Methods.method("info-cam:gates").details(counting(SEEING), evidence)).isEmpty();
    assertThat(searches).isZero();
  }

  private RefusingProbe counting(LinearNetwork network) {
    return new RefusingProbe() {
      @Override
      public Head head(Evidence evidence, String layer) {
        searches++;
        return network.probe().head(evidence, layer);
      }
    };
  }

  private static Tensor image() {
    return Tensor.of(new float[] {2, 0, 1, 1, 0, 3}, 1, 3, 1, 2);
  }

  private static Evidence known(Evidence evidence) {
    Tensor ones = Tensor.zeros(3, 1, 2);
    Arrays.fill(ones.values(), 1);
    return evidence.withStatistics(
        Map.of("layer", new ActivationStatistics(1000, Tensor.zeros(3, 1, 2), ones, ones)));
  }

  private static double start(String id, RefusingProbe probe, Evidence evidence) {
    return Methods.method(id).details(probe, evidence).get(0).get("objective_start");
  }

  private static Map<String, Double> details(String id, LinearNetwork network, Evidence evidence) {
    SaliencyMethod method = Methods.method(id);
    method.explain(network.probe(), evidence);
    assertThat(method.details(network.probe(), evidence)).hasSize(1);
    return method.details(network.probe(), evidence).get(0);
  }
}
