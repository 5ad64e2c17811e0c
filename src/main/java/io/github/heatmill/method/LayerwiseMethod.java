package io.github.heatmill.method;

import io.github.heatmill.model.Probe;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.tensor.Ranges;
import io.github.heatmill.tensor.Resize;
import io.github.heatmill.tensor.Tensor;
import java.util.List;

/**
 * A method that explains one layer at a time. Several layers fuse by the mean of their maps, each
 * scaled to 0..1 by its own minimum and maximum and resized to the finest of them.
 */
public abstract class LayerwiseMethod implements SaliencyMethod {
  private static final long serialVersionUID = 1L;

  /**
   * The maps of all images at one layer.
   *
   * @param evidence of N images
   * @param layer one of its layers, whose output is of shape (N, K, h, w)
   * @return shape (N, h, w)
   */
  protected abstract Tensor maps(Probe probe, Evidence evidence, LayerEvidence layer);

  @Override
  public Tensor explain(Probe probe, Evidence evidence) {
    List<Tensor> maps =
        evidence.layers().stream()
            .map(LayerEvidence::spatial)
            .map(layer -> maps(probe, evidence, layer))
            .toList();
    return maps.size() == 1 ? maps.get(0) : fused(maps);
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
