package io.github.heatmill.metric;

import io.github.heatmill.image.Size;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Ranges;
import io.github.heatmill.tensor.Resize;
import io.github.heatmill.tensor.Tensor;
import java.util.Optional;

/**
 * A map, enlarged bilinearly with half-pixel centres to the pixels of the network's input, as
 * metrics use it.
 *
 * @param raw as the method gave it, shape (h, w)
 * @param enlarged the raw values for each pixel, shape (H, W)
 * @param scaled the enlarged values, scaled to 0..1 by their own range, shape (H, W)
 */
public record Saliency(Tensor raw, Tensor enlarged, Tensor scaled) {
  /** The words with which definitions of metrics name {@link #enlarged}. */
  public static final String ENLARGED = "map enlarged bilinearly to the input (half-pixel centres)";

  /** The words with which definitions of metrics name {@link #scaled}. */
  public static final String SCALED = ENLARGED + ", scaled to 0..1 by its own range";

  /**
   * Enlarges a map.
   *
   * @param raw shape (h, w), finite, and not constant even once enlarged
   * @param input the size of the network's input
   */
  public static Saliency of(Tensor raw, Size input) {
    Tensor one = raw.reshape(1, raw.length(0), raw.length(1));
    Tensor large = Resize.bilinear(one, input.height(), input.width());
    Tensor scaled = Ranges.minMaxScaled(large);
    return new Saliency(raw, large.slice(0), scaled.slice(0));
  }

  /**
   * Enlarges a map that can be measured.
   *
   * @param raw shape (h, w)
   * @return empty where it is constant or not finite, as it is or once enlarged: a layer that is
   *     larger than the input loses places
   */
  public static Optional<Saliency> measurable(Tensor raw, Size input) {
    return isOk(raw)
        ? Optional.of(of(raw, input)).filter(map -> isOk(map.enlarged()))
        : Optional.empty();
  }

  private static boolean isOk(Tensor map) {
    return Heatmap.of(map).status() == Heatmap.Status.OK;
  }

  /** The number of pixels. */
  public int pixels() {
    return enlarged.size();
  }
}
