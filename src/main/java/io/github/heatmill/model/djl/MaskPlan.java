package io.github.heatmill.model.djl;

import io.github.heatmill.model.Masks;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;

/**
 * How masks over one image go through the network: in equal chunks, the last of which is filled up
 * with masks that hide everything.
 *
 * @param image shape (3, H, W)
 * @param chunk masks in one forward pass
 * @param filled the number of masks with the filling
 */
record MaskPlan(Tensor image, Masks masks, int chunk, int filled) {
  /**
   * Enough to keep a CPU's vector units busy. Fixed, because a network's last bits depend on the
   * size of its batch.
   */
  private static final int AT_ONCE = 16;

  static MaskPlan of(Tensor image, Masks masks) {
    int chunk = Math.min(AT_ONCE, masks.size());
    return new MaskPlan(image, masks, chunk, (masks.size() + chunk - 1) / chunk * chunk);
  }

  Arguments arguments(Arguments arguments, Tensor background) {
    int height = image.length(1);
    int width = image.length(2);
    Tensor maps = Padding.filled(masks.maps(), masks.size(), filled);
    Masks.Window window = masks.window();
    int[] shifts = new int[2 * filled];
    for (int i = 0; i < masks.size(); i++) {
      shifts[2 * i] = window.tops()[i];
      shifts[2 * i + 1] = window.lefts()[i];
    }
    int[] plan = {
      chunk,
      masks.scaling() == Masks.Scaling.MIN_MAX ? 1 : 0,
      window.height() == 0 ? height : window.height(),
      window.width() == 0 ? width : window.width(),
      masks.enlarging() == Masks.Enlarging.ALIGNED_CORNERS ? 1 : 0
    };
    return arguments
        .add(image, 1, 3, height, width)
        .add(background, 1, 3, height, width)
        .add(maps, filled, 1, maps.length(1), maps.length(2))
        .add(Tensor.of(Arrays.copyOf(masks.strengths(), filled), filled))
        .add(shifts, filled, 2)
        .add(plan, plan.length);
  }
}
