package io.github.heatmill.method.masking;

import io.github.heatmill.model.Probe;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.tensor.Tensor;
import java.util.List;
import java.util.function.Supplier;

/** One image of a batch at one layer. Results that several methods need are computed once. */
record LayerImage(Probe probe, Evidence evidence, LayerEvidence layer, int index) {

  private record ChannelsKey(String layer, int image, MaskedImage.MaskSettings settings) {}

  private record BlankKey(int image) {}

  private record MaskKey(String layer, int image, List<Object> masks) {}

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
    return blankOfAll().of(target());
  }

  /** The same for all explained classes. */
  TargetScores blankOfAll() {
    return once(new BlankKey(index), () -> onBlank().closed());
  }

  /** The explained class. */
  private int target() {
    return evidence.targets()[index];
  }

  /** Scores of masks that do not depend on the explained class. */
  private TargetScores once(Record key, Supplier<TargetScores> compute) {
    return evidence.all().results().once(key, TargetScores.class, compute);
  }

  /**
   * The scores of X mm(up(A_k)) for each channel k, on the mean colour. A constant channel hides
   * everything.
   */
  MaskScores channelScores(MaskedImage.MaskSettings settings) {
    return once(
            new ChannelsKey(layer.layer(), index, settings),
            () -> onBlank().scores(activations(), settings, this::blankOfAll))
        .of(target());
  }

  /**
   * The scores of the image under mm(up(m)) for other maps m.
   *
   * @param name names the maps, with all that they depend on beside the image and the layer
   */
  MaskScores scores(List<Object> name, Supplier<Tensor> maps) {
    return once(
            new MaskKey(layer.layer(), index, name),
            () -> onBlank().scores(maps.get(), MaskedImage.MaskSettings.FULL, this::blankOfAll))
        .of(target());
  }
}
