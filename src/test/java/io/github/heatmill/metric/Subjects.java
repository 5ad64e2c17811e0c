package io.github.heatmill.metric;

import io.github.heatmill.image.Size;
import io.github.heatmill.metric.MetricInput.LocatedObjects;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.truth.Box;
import io.github.heatmill.truth.Region;
import io.github.heatmill.truth.VisibleObject;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Small maps, as large as the network's input so that enlarging changes nothing, and objects. */
public final class Subjects {
  private Subjects() {}

  /** A map of rows of the given width. */
  public static Tensor map(int width, float... values) {
    return Tensor.of(values, values.length / width, width);
  }

  /** A map of whole numbers of 0..255, so that scaling it is exact. */
  public static Tensor randomMap(Random random, int height, int width) {
    Tensor map = Tensor.zeros(height, width);
    for (int i = 0; i < map.size(); i++) {
      map.values()[i] = random.nextInt(256);
    }
    map.values()[random.nextInt(map.size())] = 256; // Never constant.
    return map;
  }

  /** An object of some pixels of a map, and the box around them. */
  public static VisibleObject object(String label, Tensor map, int... pixels) {
    int width = map.length(1);
    BitSet inside = new BitSet();
    Box box = null;
    for (int pixel : pixels) {
      inside.set(pixel);
      int x = pixel % width;
      int y = pixel / width;
      box =
          box == null
              ? new Box(x, y, 1, 1)
              : Box.between(
                  Math.min(box.x(), x),
                  Math.min(box.y(), y),
                  Math.max(box.right(), x + 1),
                  Math.max(box.bottom(), y + 1));
    }
    return new VisibleObject(label, box, Region.of(map.length(0), width, inside));
  }

  /** A map without annotation. */
  public static MetricInput alone(Tensor map) {
    return subject(map, Optional.empty());
  }

  /** A map that is measured against all objects. */
  public static MetricInput located(Tensor map, VisibleObject... objects) {
    return located(map, List.of(objects), List.of(objects));
  }

  /** A map that is measured against some of all objects. */
  public static MetricInput located(
      Tensor map, List<VisibleObject> measured, List<VisibleObject> all) {
    return subject(map, Optional.of(new LocatedObjects(measured, all)));
  }

  private static MetricInput subject(Tensor map, Optional<LocatedObjects> truth) {
    Saliency saliency = Saliency.of(map, new Size(map.length(1), map.length(0)));
    return new MetricInput(
        saliency,
        Double.NaN,
        truth,
        Optional.empty(),
        copy -> {
          throw new IllegalStateException("No network: " + copy);
        });
  }

  /** The only number of a metric. */
  public static double value(String metric, MetricInput subject) {
    return Metrics.metric(metric).measure(subject).values()[0];
  }
}
