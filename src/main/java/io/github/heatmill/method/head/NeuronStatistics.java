package io.github.heatmill.method.head;

import io.github.heatmill.model.evidence.ActivationStatistics;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Statistics of the neurons of a layer, one entry for each of the K h w neurons.
 *
 * @param mean mu
 * @param deviation sigma, at least 0.01
 * @param active whether the neuron is ever used
 */
record NeuronStatistics(float[] mean, float[] deviation, boolean[] active) {
  private static final float LEAST_DEVIATION = 0.01f;
  private static final float LEAST_ACTIVE = 0.01f;

  /**
   * For each image: the statistics over many images if they are known, else the statistics over the
   * places of the image's own channels, where all neurons count as active.
   */
  static List<NeuronStatistics> of(Evidence evidence, LayerEvidence layer) {
    return evidence
        .statistics(layer.layer())
        .map(statistics -> Collections.nCopies(evidence.size(), overImages(statistics)))
        .orElseGet(() -> overPlaces(layer.activations()));
  }

  private static NeuronStatistics overImages(ActivationStatistics statistics) {
    float[] deviation = statistics.deviation().values().clone();
    boolean[] active = new boolean[deviation.length];
    for (int n = 0; n < deviation.length; n++) {
      deviation[n] = Math.max(deviation[n], LEAST_DEVIATION);
      active[n] = statistics.active().values()[n] > LEAST_ACTIVE;
    }
    return new NeuronStatistics(statistics.mean().values(), deviation, active);
  }

  private static List<NeuronStatistics> overPlaces(Tensor activations) {
    List<NeuronStatistics> statistics = new ArrayList<>();
    for (int i = 0; i < activations.length(0); i++) {
      statistics.add(overPlacesOf(activations.slice(i)));
    }
    return statistics;
  }

  private static NeuronStatistics overPlacesOf(Tensor image) {
    float[] mean = new float[image.size()];
    float[] deviation = new float[image.size()];
    boolean[] active = new boolean[image.size()];
    Arrays.fill(active, true);
    int places = image.length(1) * image.length(2);
    for (int from = 0; from < image.size(); from += places) {
      double sum = 0;
      double squares = 0;
      for (int n = from; n < from + places; n++) {
        sum += image.values()[n];
      }
      for (int n = from; n < from + places; n++) {
        double difference = image.values()[n] - sum / places;
        squares += difference * difference;
      }
      float spread = (float) Math.sqrt(squares / places);
      Arrays.fill(mean, from, from + places, (float) (sum / places));
      Arrays.fill(deviation, from, from + places, Math.max(spread, LEAST_DEVIATION));
    }
    return new NeuronStatistics(mean, deviation, active);
  }
}
