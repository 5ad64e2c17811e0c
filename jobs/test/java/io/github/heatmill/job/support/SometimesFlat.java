package io.github.heatmill.job.support;

import io.github.heatmill.method.LayerwiseMethod;
import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.method.MethodCard.Standing;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;

/**
 * A method of the tests that finds nothing in fish and divides by zero for mugs; else the first
 * channel.
 */
public final class SometimesFlat extends LayerwiseMethod {
  private static final long serialVersionUID = 1L;
  public static final String ID = "sometimes-flat";
  public static final String FLAT = "fish";
  public static final String NON_FINITE = "mug";

  @Override
  public MethodCard card() {
    return new MethodCard(
        ID, "Sometimes flat", 0, Need.FORWARD, Standing.CERTAIN, "0", "Nothing, for some (Nobody)");
  }

  @Override
  protected Tensor maps(Probe probe, Evidence evidence, LayerEvidence layer) {
    Tensor[] maps = new Tensor[evidence.size()];
    Arrays.setAll(maps, i -> map(layer.activations().slice(i), evidence.targets()[i]));
    return Tensor.stacked(Arrays.asList(maps));
  }

  private static Tensor map(Tensor activations, int target) {
    Tensor map = Tensor.zeros(activations.length(1), activations.length(2));
    if (target != Demo.CLASSES.indexOf(FLAT)) {
      System.arraycopy(activations.values(), 0, map.values(), 0, map.size());
    }
    if (target == Demo.CLASSES.indexOf(NON_FINITE)) {
      map.values()[map.size() / 2] = Float.NaN;
    }
    return map;
  }
}
