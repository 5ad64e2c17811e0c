package io.github.heatmill.metric.scoring;

import io.github.heatmill.metric.Saliency;
import io.github.heatmill.metric.scoring.ScoringBatch.Network;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** Shades images by their own maps, X S with S scaled to 0..1, and explains the shaded images. */
public final class Shading {

  private Shading() {}

  /** Explains images by a method at its layers, which metrics do not know. */
  @FunctionalInterface
  public interface Method {
    /** The raw maps, one for each image, shape (N, h, w). */
    Tensor explain(Evidence evidence);
  }

  /**
   * The maps of the shaded images, for the classes that were explained before.
   *
   * @param saliencies one for each image; images without one stay as they are
   */
  static Tensor maps(
      ScoringBatch scoringBatch, List<Optional<Saliency>> saliencies, Method method) {
    Network network = scoringBatch.network().orElseThrow();
    Batch batch = network.evidence().batch();
    Tensor images = batch.images();
    Tensor shaded = Tensor.of(images.values().clone(), images.shape());
    int pixels = images.length(2) * images.length(3);
    int stride = images.length(1) * pixels;
    for (int i = 0; i < saliencies.size(); i++) {
      if (saliencies.get(i).isPresent()) {
        float[] share = saliencies.get(i).get().scaled().values();
        for (int j = 0; j < stride; j++) {
          shaded.values()[i * stride + j] *= share[j % pixels];
        }
      }
    }
    Batch again = new Batch(shaded, network.evidence().targets(), batch.encoding());
    return method.explain(network.probe().evidence(again));
  }
}
