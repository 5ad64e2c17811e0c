package io.github.heatmill.method.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tests the details that {@link OptiCam} reports of its search. */
class OptiCamDetailsTest {
  private static final Tensor PICTURE =
      Pictures.picture(2, new float[] {4, 2, 0, 0}, new float[] {0, 0, 0, 8});

  private final PixelNetwork network =
      new PixelNetwork(Pictures.RED_AND_GREEN, Pictures.RED_COUNTS, 1);
  private final Evidence evidence = network.evidence(Pictures.batch(PICTURE));

  @Test
  void theLogitUnderTheFirstMapAndUnderTheBest() {
    Map<String, Double> details = details("opti-cam:steps=1", evidence);
    // Equal weights: the mask 0.5 0.25 0 1 over the red 4 2 0 0: (2 + 0.5) / 4.
    assertThat(details.get("objective_start")).isCloseTo(0.625, within(1e-6));
    // OptiCamTest: one step makes the weights 0.5498340 and 0.4501660, the map 2.1993360 1.0996680
    // 0 3.6013280, the mask 0.6107014 0.3053507 0 1: (2.4428056 + 0.6107014) / 4.
    assertThat(details.get("objective_end")).isCloseTo(0.7633767, within(1e-6));
  }

  @Test
  void aLongSearchEndsWhereTheClassIsSeenMost() {
    // OptiCamTest: (4 + 1) / 4.
    assertThat(details("opti-cam", evidence).get("objective_end")).isCloseTo(1.25, within(1e-6));
  }

  @Test
  void theEndIsNeverBelowTheStart() {
    Random random = new Random(11);
    for (int trial = 0; trial < 20; trial++) {
      float[] activations = new float[5 * 4];
      for (int i = 0; i < activations.length; i++) {
        activations[i] = (float) random.nextGaussian();
      }
      Evidence bent = Pictures.bent(evidence, activations, new float[20], 1, 5, 2, 2);
      Map<String, Double> details =
          details("opti-cam:steps=3,rate=" + (0.1 + 20 * random.nextDouble()), bent);
      assertThat(details.get("objective_end"))
          .isGreaterThanOrEqualTo(details.get("objective_start"));
    }
  }

  @Test
  void severalLayersAreSummed() {
    LayerEvidence first = evidence.layers().get(0);
    // One channel, the mask 1 0 0 0: 4 / 4, whatever its weight.
    Tensor corner = Tensor.of(new float[] {1, 0, 0, 0}, 1, 1, 2, 2);
    LayerEvidence second = new LayerEvidence("second", corner, corner);
    Evidence both =
        new Evidence(
            evidence.batch(), evidence.logits(), evidence.targets(), List.of(first, second));
    Map<String, Double> details = details("opti-cam:steps=1", both);
    assertThat(details.get("objective_start")).isCloseTo(1.625, within(1e-6));
    assertThat(details.get("objective_end")).isCloseTo(1.7633767, within(1e-6));
  }

  @Test
  void theSearchRunsOnce() {
    SaliencyMethod method = Methods.method("opti-cam:steps=1");
    method.explain(network, evidence);
    method.details(network, evidence.only(List.of("layer")));
    assertThat(network.runs()).isEqualTo(2); // At the start, and after the step.
    Methods.method("opti-cam:steps=1,rate=0.2").explain(network, evidence);
    Methods.method("opti-cam:steps=2").explain(network, evidence);
    assertThat(network.runs()).isEqualTo(2 + 2 + 3); // Other settings are another search.
  }

  @Test
  void theImagesOfABatchHaveTheirOwn() {
    Tensor other = Pictures.picture(2, new float[] {1, 5, 2, 0}, new float[] {3, 0, 1, 1});
    List<Map<String, Double>> details =
        new OptiCam().details(network, network.evidence(Pictures.batch(other, PICTURE)));
    assertThat(details).hasSize(2);
    assertThat(details.get(1)).isEqualTo(details("opti-cam", evidence));
    assertThat(details.get(0)).isNotEqualTo(details.get(1));
  }

  @Test
  void withoutAnythingToChangeTheEndIsTheStart() {
    Evidence single = Pictures.bent(evidence, new float[] {1, 0, 0, 0}, new float[4], 1, 1, 2, 2);
    assertThat(details("opti-cam", single))
        .containsOnly(entry("objective_start", 1.0), entry("objective_end", 1.0));
  }

  @Test
  void valuesThatAreNotFiniteAreLeftOut() {
    Tensor broken = Pictures.picture(2, new float[] {Float.NaN, 2, 0, 0}, new float[] {0, 0, 0, 8});
    assertThat(details("opti-cam", network.evidence(Pictures.batch(broken)))).isEmpty();
  }

  @Test
  void aSearchThatBreaksOnItsWayKeepsItsStart() {
    OptiSearch search = new OptiSearch(evidence.layers().get(0).activations().slice(0), 0.1);
    search.learn(0.5, Tensor.of(new float[] {1, 2, 3, 4}, 2, 2));
    search.learn(Double.NaN, Tensor.zeros(2, 2));
    assertThat(search.fit().objective().start()).isEqualTo(0.5);
    assertThat(search.fit().objective().end()).isNaN();
  }

  private Map<String, Double> details(String id, Evidence shown) {
    SaliencyMethod method = Methods.method(id);
    method.explain(network, shown);
    assertThat(method.details(network, shown)).hasSize(1);
    return method.details(network, shown).get(0);
  }
}
