package io.github.heatmill.method;

import io.github.heatmill.model.Evidence;
import io.github.heatmill.model.LayerEvidence;
import io.github.heatmill.model.Probe;
import io.github.heatmill.tensor.Ranges;
import io.github.heatmill.tensor.Resize;
import io.github.heatmill.tensor.Tensor;
import java.util.List;

/**
 * A method with one formula a layer, computed from the activations and gradients there alone.
 * Several layers fuse by the mean of their maps, each scaled to 0..1 by its own minimum and maximum
 * and resized to the finest of them.
 */
abstract class LayerMap implements SaliencyMethod {
  private static final long serialVersionUID = 1L;

  /**
   * The map of one image at one layer.
   *
   * @param activations A, shape (K, h, w)
   * @param gradients dY/dA, same shape
   * @return shape (h, w)
   */
  abstract Tensor map(Tensor activations, Tensor gradients);

  @Override
  public Tensor explain(Probe probe, Evidence evidence) {
    List<Tensor> maps =
        evidence.layers().stream().map(LayerEvidence::spatial).map(this::maps).toList();
    return maps.size() == 1 ? maps.get(0) : fused(maps);
  }

  @Override
  public String cost() {
    return "0";
  }

  private Tensor maps(LayerEvidence layer) {
    int images = layer.activations().length(0);
    int height = layer.activations().length(2);
    int width = layer.activations().length(3);
    Tensor maps = Tensor.zeros(images, height, width);
    for (int i = 0; i < images; i++) {
      Tensor map = map(layer.activations().slice(i), layer.gradients().slice(i));
      System.arraycopy(map.values(), 0, maps.values(), i * height * width, height * width);
    }
    return maps;
  }

  private static Tensor fused(List<Tensor> maps) {
    int height = maps.stream().mapToInt(map -> map.length(1)).max().orElseThrow();
    int width = maps.stream().mapToInt(map -> map.length(2)).max().orElseThrow();
    Tensor mean = Tensor.zeros(maps.get(0).length(0), height, width);
    for (Tensor map : maps) {
      Tensor resized = Resize.bilinear(Ranges.minMaxScaled(map), height, width);
      for (int i = 0; i < mean.size(); i++) {
        mean.values()[i] += resized.values()[i] / maps.size();
      }
    }
    return mean;
  }
}
