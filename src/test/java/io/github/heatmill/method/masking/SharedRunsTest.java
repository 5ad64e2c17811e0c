package io.github.heatmill.method.masking;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.method.Methods;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Tests that several methods of one run share their runs of the network. */
class SharedRunsTest {
  private static final Batch TWO_PICTURES =
      Pictures.batch(
          Pictures.picture(2, new float[] {4, 0, 0, 0}, new float[] {0, 0, 0, 2}),
          Pictures.picture(2, new float[] {0, 3, 1, 0}, new float[] {5, 0, 0, 2}));

  private final PixelNetwork network =
      new PixelNetwork(Pictures.RED_AND_GREEN, Pictures.RED_COUNTS, 1);

  @Test
  void scoreCamAndAbsCamShareTheChannelsOfEveryImage() {
    Evidence evidence = network.evidence(TWO_PICTURES);
    new ScoreCam().explain(network, evidence);
    assertThat(network.runs()).isEqualTo(4); // Two images of two channels.
    new AbsCam().explain(network, evidence);
    assertThat(network.runs()).isEqualTo(6); // And a blank image for each.
    Methods.method("abs-cam:channel").explain(network, evidence);
    new ScoreCam().explain(network, evidence);
    assertThat(network.runs()).isEqualTo(6);
  }

  @Test
  void isCamTakesItsLastStepFromThem() {
    Evidence evidence = network.evidence(TWO_PICTURES);
    new ScoreCam().explain(network, evidence);
    new IsCam().explain(network, evidence);
    assertThat(network.runs()).isEqualTo(4 + 9 * 4);
  }

  @Test
  void aSharedRunGivesTheMapOfAnUnsharedOne() {
    Evidence evidence = network.evidence(TWO_PICTURES);
    new AbsCam().explain(network, evidence);
    Tensor after = new ScoreCam().explain(network, evidence);
    assertThat(after).isEqualTo(new ScoreCam().explain(network, network.evidence(TWO_PICTURES)));
    assertThat(after.slice(0)).isNotEqualTo(after.slice(1));
  }

  @Test
  void otherEvidenceIsComputedAnew() {
    new ScoreCam().explain(network, network.evidence(TWO_PICTURES));
    new ScoreCam().explain(network, network.evidence(TWO_PICTURES));
    assertThat(network.runs()).isEqualTo(8);
  }
}
