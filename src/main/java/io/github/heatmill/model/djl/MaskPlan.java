package io.github.heatmill.model.djl;

import io.github.heatmill.model.alteration.Masks;
import io.github.heatmill.tensor.Tensor;

/**
 * Arranges the masks of one image into forward passes.
 *
 * @param image shape (3, H, W)
 * @param atOnce the masks in one pass; the last pass has fewer, as the image alone decides
 */
record MaskPlan(Tensor image, Masks masks, int atOnce) {
  Arguments arguments(Arguments arguments, Tensor background) {
    int height = image.length(1);
    int width = image.length(2);
    Tensor maps = masks.maps();
    int count = masks.size();
    Masks.Window window = masks.window();
    int[] shifts = new int[2 * count];
    for (int i = 0; i < count; i++) {
      shifts[2 * i] = window.tops()[i];
      shifts[2 * i + 1] = window.lefts()[i];
    }
    int[] plan = {
      atOnce,
      masks.scaling() == Masks.Scaling.MIN_MAX ? 1 : 0,
      window.height() == 0 ? height : window.height(),
      window.width() == 0 ? width : window.width(),
      masks.enlarging() == Masks.Enlarging.ALIGNED_CORNERS ? 1 : 0
    };
    return arguments
        .add(image, 1, image.length(0), height, width)
        .add(background, 1, image.length(0), height, width)
        .add(maps, count, 1, maps.length(1), maps.length(2))
        .add(Tensor.of(masks.strengths(), count))
        .add(shifts, count, 2)
        .add(plan, plan.length);
  }
}
