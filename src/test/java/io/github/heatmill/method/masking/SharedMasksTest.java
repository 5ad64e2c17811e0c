package io.github.heatmill.method.masking;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.evidence.AllTargets;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.ResultCache;
import io.github.heatmill.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One run of the network on a masked image gives the scores of all its explained classes. */
class SharedMasksTest {
  private static final Tensor PICTURE =
      Pictures.picture(2, new float[] {4, 0, 1, 0}, new float[] {0, 1, 0, 2});

  private final PixelNetwork network =
      new PixelNetwork(Pictures.RED_AND_GREEN, new float[][] {{1, 0}, {-1, 2}}, 1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rise:masks=20,grid=2",
        "score-cam",
        "score-cam:half-pixel",
        "ss-cam:samples=3",
        "is-cam:steps=3",
        "abs-cam:channel",
        "abs-cam"
      })
  void twoClassesCostAsManyRunsAsOne(String id) {
    SaliencyMethod method = Methods.method(id);
    Tensor first = method.explain(network, evidence(0));
    int ofOne = network.runs();
    Tensor second = method.explain(network, evidence(1));
    int before = network.runs();

    AllTargets both = new AllTargets(List.of(new int[] {0, 1}), new ResultCache());
    Tensor firstOfBoth = method.explain(network, evidence(0).among(both));
    Tensor secondOfBoth = method.explain(network, evidence(1).among(both));

    assertThat(network.runs() - before).isEqualTo(ofOne);
    assertThat(firstOfBoth).isEqualTo(first);
    assertThat(secondOfBoth).isEqualTo(second);
    assertThat(first).isNotEqualTo(second);
  }

  private Evidence evidence(int target) {
    Batch batch = Pictures.batch(PICTURE);
    return network.evidence(new Batch(batch.images(), new int[] {target}, batch.encoding()));
  }
}
