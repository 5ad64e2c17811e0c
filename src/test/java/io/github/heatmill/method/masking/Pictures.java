package io.github.heatmill.method.masking;

import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** Small images of red and green, and evidence that tests bend. */
final class Pictures {
  /** The first channel sees red, the second green; red alone counts for class 0. */
  static final float[][] RED_AND_GREEN = {{1, 0, 0}, {0, 1, 0}};

  static final float[][] RED_COUNTS = {{1, 0}, {0, 0}};

  private Pictures() {}

  /** An image without blue, shape (3, h, w). */
  static Tensor picture(int width, float[] red, float[] green) {
    float[] all = Arrays.copyOf(red, 3 * red.length);
    System.arraycopy(green, 0, all, red.length, red.length);
    return Tensor.of(all, 3, red.length / width, width);
  }

  /** Images whose class 0 is explained. */
  static Batch batch(Tensor... pictures) {
    Tensor first = pictures[0];
    Tensor all = Tensor.zeros(pictures.length, 3, first.length(1), first.length(2));
    for (int i = 0; i < pictures.length; i++) {
      System.arraycopy(pictures[i].values(), 0, all.values(), i * first.size(), first.size());
    }
    return new Batch(all, new int[pictures.length]);
  }

  /** The same evidence with other activations of the layer. */
  static Evidence bent(Evidence evidence, float[] activations, float[] gradients, int... shape) {
    LayerEvidence layer =
        new LayerEvidence("layer", Tensor.of(activations, shape), Tensor.of(gradients, shape));
    return new Evidence(evidence.batch(), evidence.logits(), evidence.targets(), List.of(layer));
  }

  /** The map of the first image. */
  static Tensor map(SaliencyMethod method, Probe probe, Evidence evidence) {
    return method.explain(probe, evidence).slice(0);
  }
}
