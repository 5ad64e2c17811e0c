package io.github.heatmill.job.support;

import io.github.heatmill.method.LayerwiseMethod;
import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.method.MethodCard.Standing;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.evidence.ActivationStatistics;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.registry.Options;
import io.github.heatmill.registry.Setting;
import io.github.heatmill.tensor.Tensor;
import java.util.List;

/**
 * A method of the tests that asks for all that a method can: how far activations are from usual.
 */
public final class UnusualMap extends LayerwiseMethod {
  private static final long serialVersionUID = 1L;
  static final String ID = "unusual";

  private final Options options;

  /** For the registry. */
  public UnusualMap() {
    this(
        Options.of(
            List.of("squared"),
            Setting.number("scale", 1, 0.5, 100, "A factor."),
            Setting.count("channels", 8, 1, 80, "How many channels count.")));
  }

  private UnusualMap(Options options) {
    this.options = options;
  }

  @Override
  public MethodCard card() {
    return new MethodCard(
        ID, "Unusual", 0, Need.FORWARD, Standing.CERTAIN, "0", "Distance from the mean (Nobody)");
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public SaliencyMethod with(Options chosen) {
    return new UnusualMap(chosen);
  }

  @Override
  public boolean wantsStatistics() {
    return true;
  }

  @Override
  public AutoLayers autoLayers() {
    return AutoLayers.EVERY_RESOLUTION;
  }

  @Override
  protected Tensor maps(Probe probe, Evidence evidence, LayerEvidence layer) {
    ActivationStatistics usual = evidence.statistics(layer.layer()).orElseThrow();
    int images = evidence.size();
    Tensor first = layer.activations();
    Tensor maps = Tensor.zeros(images, first.length(2), first.length(3));
    int places = maps.size() / images;
    for (int i = 0; i < images; i++) {
      Tensor activations = first.slice(i);
      for (int j = 0; j < places * options.count("channels"); j++) {
        double distance = Math.abs(activations.values()[j] - usual.mean().values()[j]);
        maps.values()[i * places + j % places] += (float) (options.number("scale") * distance);
      }
    }
    return maps;
  }
}
