package io.github.heatmill.method.masking;

import io.github.heatmill.model.Evidence;
import io.github.heatmill.model.LayerEvidence;
import io.github.heatmill.model.Probe;
import io.github.heatmill.tensor.Tensor;

/** One image of a batch at one layer. Results that several methods need are computed once. */
record LayerImage(Probe probe, Evidence evidence, LayerEvidence layer, int index) {

  private record ChannelsKey(String layer, int image, MaskedImage.MaskSettings settings) {}

  private record BlankKey(int image) {}

  /** A, shape (K, h, w). */
  Tensor activations() {
    return layer.activations().slice(index);
  }

  /** dY/dA, shape (K, h, w). */
  Tensor gradients() {
    return layer.gradients().slice(index);
  }

  /** The image with the mean colour as background. */
  MaskedImage onBlank() {
    return MaskedImage.onBlank(probe, evidence, index);
  }

  /** The score of an image that is the mean colour everywhere, which is 0 after preprocessing. */
  MaskScores blank() {
    return evidence.cache().once(new BlankKey(index), MaskScores.class, () -> onBlank().closed());
  }

  /**
   * The scores of X mm(up(A_k)) for each channel k, on the mean colour. A constant channel hides
   * everything.
   */
  MaskScores channelScores(MaskedImage.MaskSettings settings) {
    return evidence
        .cache()
        .once(
            new ChannelsKey(layer.layer(), index, settings),
            MaskScores.class,
            () -> onBlank().scores(activations(), settings, this::blank));
  }
}
