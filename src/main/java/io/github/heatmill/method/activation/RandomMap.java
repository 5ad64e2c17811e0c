package io.github.heatmill.method.activation;

import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.method.MethodCard.Standing;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.tensor.Noise;
import io.github.heatmill.tensor.Tensor;
import java.util.stream.IntStream;

/**
 * The chance baseline: uniform noise in [0, 1), seeded by the image's pixels. A method that is not
 * better than the baseline explains nothing.
 */
public final class RandomMap implements SaliencyMethod {
  /** The id of the chance baseline in tables. */
  public static final String ID = "random";

  private static final long serialVersionUID = 1L;

  @Override
  public MethodCard card() {
    return new MethodCard(
        ID,
        "Random map",
        0,
        Need.FORWARD,
        Standing.CERTAIN,
        "0",
        "Uniform noise seeded by the image: the chance baseline");
  }

  @Override
  public boolean classAgnostic() {
    return true;
  }

  /** Has the resolution of the finest layer, so that the comparison is fair. */
  @Override
  public Tensor explain(Probe probe, Evidence evidence) {
    Tensor finest =
        evidence.layers().stream()
            .map(layer -> layer.spatial().activations())
            .max(
                (a, b) -> Integer.compare(a.length(-1) * a.length(-2), b.length(-1) * b.length(-2)))
            .orElseThrow();
    return Tensor.stacked(
        IntStream.range(0, evidence.size())
            .mapToObj(
                i -> Noise.uniform(evidence.batch().seed(i), finest.length(-2), finest.length(-1)))
            .toList());
  }
}
