package io.github.heatmill.metric.scoring;

import io.github.heatmill.metric.Copy;
import io.github.heatmill.metric.Copy.Guide;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.Saliency;
import io.github.heatmill.metric.scoring.ScoringBatch.Network;
import io.github.heatmill.model.alteration.AlteredCopy;
import io.github.heatmill.tensor.Noise;
import io.github.heatmill.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/**
 * The network's scores of all altered copies that metrics need of a few images. Each copy is scored
 * once.
 */
final class CopyScores {
  private final List<Map<Copy, Double>> byImage = new ArrayList<>();

  private CopyScores() {}

  /**
   * Has the network score the copies.
   *
   * @param saliencies one for each image; an image without one gets no copies
   */
  static CopyScores of(
      ScoringBatch scoringBatch, List<Optional<Saliency>> saliencies, List<Metric> metrics) {
    CopyScores scores = new CopyScores();
    Request request = new Request(scoringBatch);
    for (int i = 0; i < saliencies.size(); i++) {
      Map<Copy, Double> known = new LinkedHashMap<>();
      scores.byImage.add(known);
      int image = i;
      saliencies
          .get(i)
          .ifPresent(
              saliency ->
                  metrics.stream()
                      .flatMap(metric -> metric.copies(saliency).stream())
                      .distinct()
                      .forEach(copy -> request.add(image, saliency, copy, known)));
    }
    request.run();
    return scores;
  }

  /** The scores of one image's copies. */
  ToDoubleFunction<Copy> of(int image) {
    Map<Copy, Double> known = byImage.get(image);
    return copy ->
        Optional.ofNullable(known.get(copy))
            .orElseThrow(
                () -> new IllegalStateException("Copy was not asked for beforehand: " + copy));
  }

  /** All copies of a few images, for one call of the network. */
  private static final class Request {
    private final ScoringBatch scoringBatch;
    private final List<Tensor> maps = new ArrayList<>();
    private final Map<List<Object>, Integer> places = new LinkedHashMap<>();
    private final List<AlteredCopy> altered = new ArrayList<>();
    private final List<Runnable> answers = new ArrayList<>();
    private double[] probabilities = {};

    Request(ScoringBatch scoringBatch) {
      this.scoringBatch = scoringBatch;
    }

    void add(int image, Saliency saliency, Copy copy, Map<Copy, Double> known) {
      int map =
          places.computeIfAbsent(List.of(image, copy.guide(), copy.draw()), key -> maps.size());
      if (map == maps.size()) {
        maps.add(guide(image, saliency.raw(), copy));
      }
      int place = altered.size();
      altered.add(new AlteredCopy(image, map, copy.alteration()));
      answers.add(() -> known.put(copy, probabilities[place]));
    }

    private Tensor guide(int image, Tensor raw, Copy copy) {
      return copy.guide() == Guide.MAP
          ? raw
          : Noise.uniform(otherSeed(image, copy.draw()), raw.length(0), raw.length(1));
    }

    /**
     * The seed of the noise. With the image's own seed its random map would be compared with itself
     * when chance is measured.
     */
    private long otherSeed(int image, int draw) {
      Random random = new Random(scoringBatch.images().get(image).seed());
      return LongStream.generate(random::nextLong).skip(draw).findFirst().orElseThrow();
    }

    void run() {
      if (altered.isEmpty()) {
        return;
      }
      Network network = scoringBatch.network().orElseThrow();
      probabilities =
          network.probe().scores(network.evidence(), Tensor.stacked(maps), altered).probabilities();
      answers.forEach(Runnable::run);
    }
  }
}
