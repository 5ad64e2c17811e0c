package io.github.heatmill.saliency;

import io.github.heatmill.image.Size;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.truth.Box;
import io.github.heatmill.truth.PixelRectangle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The share of a map that lies on boxes of the picture that it explains: the number of the metric
 * {@code energy_pointing_game}, computed without enlarging the map. Immutable, for all maps of one
 * size over pictures of one size.
 *
 * <p>sum of S over the pixels of the boxes / sum of S over all pixels, where S is the map enlarged
 * bilinearly to the picture, with half-pixel centres, and scaled to 0..1 by its own range; a pixel
 * is of a box if its centre is inside, and counts once however many boxes it is of. A sum of an
 * enlarged map over a rectangle of pixels is a sum over the map's places, each times a weight for
 * its row and one for its column, so that it takes h w steps and not H W.
 *
 * <p>Boxes count with their part inside the picture. A box that is too small to hold the centre of
 * a pixel has the pixel in its middle, and one wholly outside has none.
 *
 * <p>Wang et al., <a href="https://arxiv.org/abs/1910.01279">Score-CAM</a>, 2020.
 */
public final class BoxEnergy {
  private static final int BOX = 4;

  private final Size picture;
  private final StretchedAxis rows;
  private final StretchedAxis columns;

  /**
   * Prepares the weights.
   *
   * @param height of the maps
   * @param width of the maps
   * @param picture the size of the picture over which they are stretched
   * @throws IllegalArgumentException if a side is not above 0
   */
  public BoxEnergy(int height, int width, Size picture) {
    this.picture = picture;
    this.rows = StretchedAxis.of(height, picture.height());
    this.columns = StretchedAxis.of(width, picture.width());
  }

  /**
   * The share of one map. For many maps of one size, make one object.
   *
   * @param map shape (h, w)
   * @param boxes in pixels of the picture
   * @return as {@link #share(Tensor, List)}
   */
  public static double of(Tensor map, List<Box> boxes, Size picture) {
    return new BoxEnergy(map.length(0), map.length(1), picture).share(map, boxes);
  }

  /** Whether the weights are those of maps and pictures of these sizes. */
  public boolean fits(Tensor map, Size other) {
    return isSize(map) && picture.equals(other);
  }

  private boolean isSize(Tensor map) {
    return map.rank() == 2 && map.length(0) == rows.places() && map.length(1) == columns.places();
  }

  /**
   * The share of a map's evidence on boxes.
   *
   * @param boxes as x, y, width, height of each in turn, in pixels of the picture
   * @return as {@link #share(Tensor, List)}
   * @throws IllegalArgumentException if a box has not four numbers, or {@link Box} refuses them
   */
  public double share(Tensor map, double[] boxes) {
    if (boxes.length % BOX != 0) {
      throw new IllegalArgumentException(
          "Invalid boxes: " + boxes.length + " numbers (must be x, y, width, height of each)");
    }
    List<Box> all = new ArrayList<>(boxes.length / BOX);
    for (int i = 0; i < boxes.length; i += BOX) {
      all.add(new Box(boxes[i], boxes[i + 1], boxes[i + 2], boxes[i + 3]));
    }
    return share(map, all);
  }

  /**
   * The share of a map's evidence on boxes.
   *
   * @param map shape (h, w), of the size that this was made for
   * @param boxes in pixels of the picture
   * @return 0..1; NaN where all values are the same or any of them is not finite, as they are or
   *     once enlarged (a picture smaller than the map loses places), and where no box has a part in
   *     the picture
   * @throws IllegalArgumentException if the map has another size
   */
  public double share(Tensor map, List<Box> boxes) {
    if (!isSize(map)) {
      throw new IllegalArgumentException(
          "Invalid size of a map: "
              + Arrays.toString(map.shape())
              + String.format(" (must be [%d, %d])", rows.places(), columns.places()));
    }
    List<PixelRectangle> covered = PixelCover.of(boxes, picture);
    if (covered.isEmpty() || !Range.of(map).hasEvidence()) {
      return Double.NaN;
    }
    Range stretched = StretchedRange.of(map.values(), rows, columns);
    return stretched.hasEvidence() ? share(map, covered, stretched.minimum()) : Double.NaN;
  }

  private double share(Tensor map, List<PixelRectangle> covered, double minimum) {
    double on = 0;
    for (int i = 0; i < covered.size(); i++) {
      PixelRectangle pixels = covered.get(i);
      double[] down = rows.weights(pixels.top(), pixels.bottom());
      double[] across = columns.weights(pixels.left(), pixels.right());
      on += sum(map.values(), minimum, down, across);
    }
    double all = sum(map.values(), minimum, rows.weights(), columns.weights());
    return Math.max(0, Math.min(1, on / all)); // Rounding may leave the range.
  }

  private static double sum(float[] values, double minimum, double[] down, double[] across) {
    double sum = 0;
    int i = 0;
    for (double weight : down) {
      double row = 0;
      for (double share : across) {
        row += share * (values[i++] - minimum);
      }
      sum += weight * row;
    }
    return sum;
  }
}
