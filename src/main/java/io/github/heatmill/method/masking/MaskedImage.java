package io.github.heatmill.method.masking;

import io.github.heatmill.model.Probe;
import io.github.heatmill.model.alteration.Masks;
import io.github.heatmill.model.alteration.Masks.Enlarging;
import io.github.heatmill.model.alteration.Masks.Window;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.output.ScoreLink;
import io.github.heatmill.tensor.Ranges;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * One image that the network sees through masks.
 *
 * @param image X, shape (3, H, W)
 * @param background the values where a mask is closed, same shape
 * @param output what the network returns
 * @param targets the classes that are scored
 */
record MaskedImage(Probe probe, Tensor image, Tensor background, ScoreLink output, int[] targets) {
  /** The largest number of masks that is passed to the network at once. */
  private static final int CHUNK = 256;

  /**
   * An image with a background of zeros, which are the mean colour of preprocessed images. All its
   * explained classes are scored.
   */
  static MaskedImage onBlank(Probe probe, Evidence evidence, int index) {
    Tensor image = evidence.batch().image(index);
    return new MaskedImage(
        probe, image, Tensor.zeros(image.shape()), evidence.output(), evidence.all().of(index));
  }

  /** The scores of the image under each mask. */
  TargetScores scores(Masks masks) {
    TargetScores scores = TargetScores.empty(targets, masks.size());
    for (int from = 0; from < masks.size(); from += CHUNK) {
      Masks part = part(masks, from, Math.min(from + CHUNK, masks.size()));
      TargetScores some = TargetScores.of(probe.logits(image, background, part), output, targets);
      for (int i = 0; i < part.size(); i++) {
        scores.put(from + i, some, i);
      }
    }
    return scores;
  }

  /** The score of the background alone. */
  TargetScores closed() {
    return scores(Masks.unscaled(Tensor.zeros(1, 1, 1)));
  }

  /**
   * The scores of the image under mm(up(m)) for each map m, where up enlarges it and mm scales it
   * to 0..1. The network does not run for constant maps, which show the background only.
   *
   * @param maps shape (M, h, w)
   * @param settings how the masks are applied
   * @param closed the score of the background alone; called only if a map is constant
   */
  TargetScores scores(Tensor maps, MaskSettings settings, Supplier<TargetScores> closed) {
    // Scaled here too, in double precision, so that no range of values overflows on the device.
    Tensor scaled = Ranges.minMaxScaled(maps);
    int[] live = live(scaled);
    float[] strengths = new float[live.length];
    Arrays.fill(strengths, settings.strength());
    Masks masks = Masks.minMaxScaled(only(scaled, live));
    TargetScores shown = scores(masks.times(strengths).enlarged(settings.enlarging()));
    if (live.length == maps.length(0)) {
      return shown;
    }
    TargetScores hidden = closed.get();
    TargetScores all = TargetScores.empty(targets, maps.length(0));
    IntStream.range(0, maps.length(0)).forEach(m -> all.put(m, hidden, 0));
    IntStream.range(0, live.length).forEach(i -> all.put(live[i], shown, i));
    return all;
  }

  /** The maps that are not 0 everywhere. One with NaN counts: it must reach the result. */
  private static int[] live(Tensor scaled) {
    return IntStream.range(0, scaled.length(0))
        .filter(m -> Ranges.maximum(scaled.slice(m)) != 0)
        .toArray();
  }

  private static Tensor only(Tensor maps, int[] chosen) {
    int stride = maps.length(1) * maps.length(2);
    Tensor some = Tensor.zeros(chosen.length, maps.length(1), maps.length(2));
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(maps.values(), chosen[i] * stride, some.values(), i * stride, stride);
    }
    return some;
  }

  private static Masks part(Masks masks, int from, int to) {
    int[] chosen = IntStream.range(from, to).toArray();
    Window window = masks.window();
    return new Masks(
        only(masks.maps(), chosen),
        masks.scaling(),
        Arrays.copyOfRange(masks.strengths(), from, to),
        new Window(
            window.height(),
            window.width(),
            Arrays.copyOfRange(window.tops(), from, to),
            Arrays.copyOfRange(window.lefts(), from, to)),
        masks.enlarging());
  }

  /**
   * The settings with which channels are used as masks.
   *
   * @param strength a factor for scaled masks, above 0, up to 1
   * @param enlarging the positions of their values in the image
   */
  record MaskSettings(float strength, Enlarging enlarging) {
    /**
     * Full strength with aligned corners, as in pytorch-grad-cam, the most used implementation.
     * Methods with these settings share their runs of the network.
     */
    static final MaskSettings FULL = new MaskSettings(1, Enlarging.ALIGNED_CORNERS);

    /** The settings with a smaller strength. */
    MaskSettings times(float factor) {
      return new MaskSettings(strength * factor, enlarging);
    }
  }
}
