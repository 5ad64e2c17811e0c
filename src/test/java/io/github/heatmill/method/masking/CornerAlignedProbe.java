package io.github.heatmill.method.masking;

import io.github.heatmill.model.Batch;
import io.github.heatmill.model.Evidence;
import io.github.heatmill.model.Head;
import io.github.heatmill.model.Masks;
import io.github.heatmill.model.Probe;
import io.github.heatmill.tensor.Ranges;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * A network that is shown masks as pytorch-grad-cam enlarges them: the outermost values lie on the
 * outermost pixels ({@code align_corners=True}). For comparisons with that library alone.
 */
record CornerAlignedProbe(Probe network) implements Probe {
  private static final int AT_ONCE = 16;

  @Override
  public List<String> layers() {
    return network.layers();
  }

  @Override
  public Evidence evidence(Batch batch) {
    return network.evidence(batch);
  }

  @Override
  public Tensor logits(Tensor image, Tensor background, Masks masks) {
    float[] all = new float[0];
    for (int from = 0; from < masks.size(); from += AT_ONCE) {
      int count = Math.min(AT_ONCE, masks.size() - from);
      Tensor images = Tensor.zeros(AT_ONCE, 3, image.length(1), image.length(2));
      for (int i = 0; i < count; i++) {
        show(image, masks.maps().slice(from + i), images, i);
      }
      Tensor some = network.evidence(new Batch(images, new int[count])).logits();
      int classes = some.length(1);
      all = Arrays.copyOf(all, masks.size() * classes);
      System.arraycopy(some.values(), 0, all, from * classes, count * classes);
    }
    return Tensor.of(all, masks.size(), all.length / masks.size());
  }

  private static void show(Tensor image, Tensor map, Tensor images, int index) {
    int pixels = image.length(1) * image.length(2);
    Tensor mask = Ranges.minMaxScaled(enlarged(map, image.length(1), image.length(2)));
    for (int i = 0; i < image.size(); i++) {
      float seen = image.values()[i] * mask.values()[i % pixels];
      images.values()[index * image.size() + i] = seen;
    }
  }

  private static Tensor enlarged(Tensor map, int height, int width) {
    Tensor enlarged = Tensor.zeros(1, height, width);
    for (int i = 0; i < enlarged.size(); i++) {
      double row = (double) (i / width) * (map.length(0) - 1) / (height - 1);
      double column = (double) (i % width) * (map.length(1) - 1) / (width - 1);
      enlarged.values()[i] = (float) between(map, row, column);
    }
    return enlarged;
  }

  private static double between(Tensor map, double row, double column) {
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      int y = Math.min((int) row + i / 2, map.length(0) - 1);
      int x = Math.min((int) column + i % 2, map.length(1) - 1);
      double down = i / 2 == 0 ? 1 - row % 1 : row % 1;
      double across = i % 2 == 0 ? 1 - column % 1 : column % 1;
      sum += down * across * map.values()[y * map.length(1) + x];
    }
    return sum;
  }

  @Override
  public Head head(Evidence evidence, String layer) {
    return network.head(evidence, layer);
  }

  @Override
  public MaskGradients maskGradients(Evidence evidence, Tensor maps) {
    return network.maskGradients(evidence, maps);
  }

  @Override
  public FullGradients fullGradients(Evidence evidence) {
    return network.fullGradients(evidence);
  }
}
