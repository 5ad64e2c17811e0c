package io.github.heatmill.benchmark;

import io.github.heatmill.tensor.Ranges;
import io.github.heatmill.tensor.Resize;
import io.github.heatmill.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the maps of one method are worth on the demo. */
final class DemoScore {
  static final String HEAD =
      "| method | energy in the box | pointing accuracy | energy on the tag | seconds an image |\n"
          + "|---|---|---|---|---|";

  private final List<Double> energies = new ArrayList<>();
  private final List<Double> hits = new ArrayList<>();
  private final List<Double> tags = new ArrayList<>();
  private double seconds;
  private int images;

  void addTime(double more) {
    seconds += more;
  }

  /** Adds one map; an image without the tag counts for the box, one with it for the tag. */
  void add(DemoImage image, Tensor map) {
    images++;
    int height = image.pixels().height();
    int width = image.pixels().width();
    Tensor one = map.reshape(1, map.length(0), map.length(1));
    Tensor large = Ranges.minMaxScaled(Resize.bilinear(one, height, width));
    double sum = 0;
    double inBox = 0;
    double inTag = 0;
    int highest = 0;
    for (int p = 0; p < large.size(); p++) {
      double value = large.values()[p];
      sum += value;
      inBox += image.inBox(p % width, p / width) ? value : 0;
      inTag += DemoImage.inTag(p % width, p / width) ? value : 0;
      highest = large.values()[p] > large.values()[highest] ? p : highest;
    }
    if (image.tagged()) {
      tags.add(sum == 0 ? 0 : inTag / sum);
    } else {
      energies.add(sum == 0 ? 0 : inBox / sum);
      hits.add(sum > 0 && image.inBox(highest % width, highest / width) ? 1.0 : 0);
    }
  }

  String row(String method) {
    return String.format(
        Locale.ROOT,
        "| `%s` | %.3f | %.3f | %.3f | %.3f |",
        method,
        mean(energies),
        mean(hits),
        mean(tags),
        seconds / images);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}
