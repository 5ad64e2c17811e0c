package io.github.heatmill.job.plan.cost;

import io.github.heatmill.model.Probe;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.source.SizeLimits;
import io.github.heatmill.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The speed of the forward pass by batch size.
 *
 * @param rates images in each second of the processor, by batch size
 */
public record BatchSizes(Map<Integer, Double> rates) {
  private static final List<Integer> TRIED = List.of(4, 8, 16, 32);

  /** A smaller batch that is nearly as fast needs less memory and less padding. */
  private static final double AS_GOOD = 0.97;

  public BatchSizes {
    rates = new TreeMap<>(rates);
  }

  /**
   * Measures some sizes.
   *
   * @param images at least one; they are repeated to fill a batch
   * @param allowed the numbers of images that the network takes at once
   */
  public static BatchSizes measure(
      Probe probe, Batch images, SizeLimits allowed, Consumer<String> progress) {
    Map<Integer, Double> rates = new TreeMap<>();
    for (int size : TRIED.stream().map(allowed::nearest).distinct().toList()) {
      progress.accept("Measuring batches of " + size);
      Batch batch = repeated(images, size);
      probe.evidence(batch); // libtorch plans its work at the first batch of a size.
      rates.put(size, size / Stopwatch.mean(() -> probe.evidence(batch)));
    }
    return new BatchSizes(rates);
  }

  private static Batch repeated(Batch images, int size) {
    List<Tensor> chosen = new ArrayList<>();
    int[] targets = new int[size];
    for (int i = 0; i < size; i++) {
      chosen.add(images.image(i % images.size()));
      targets[i] = images.targets()[i % images.size()];
    }
    return new Batch(Tensor.stacked(chosen), targets, images.mean(), images.std());
  }

  /** The smallest size that is nearly as fast as the fastest. */
  public int best() {
    double fastest = rates.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    return rates.entrySet().stream()
        .filter(size -> size.getValue() >= AS_GOOD * fastest)
        .mapToInt(Map.Entry::getKey)
        .min()
        .orElseThrow();
  }
}
