package io.github.heatmill.metric.scoring;

import io.github.heatmill.metric.Measurement;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.MetricCard.Need;
import io.github.heatmill.metric.MetricInput;
import io.github.heatmill.metric.Saliency;
import io.github.heatmill.metric.scoring.Scorer.Chance;
import io.github.heatmill.metric.scoring.Scorer.Curves;
import io.github.heatmill.metric.scoring.ScoringBatch.ImageFacts;
import io.github.heatmill.tensor.Noise;
import io.github.heatmill.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Measures all maps of a few images. Not thread-safe. Random maps are measured once for each
 * resolution, not once for each method.
 */
public final class ScoringSession {
  private final Scorer scorer;
  private final ScoringBatch scoringBatch;
  private final Map<List<Integer>, List<Scores>> random = new HashMap<>();

  /** Begins to measure the maps of a few images. */
  public ScoringSession(Scorer scorer, ScoringBatch scoringBatch) {
    this.scorer = scorer;
    this.scoringBatch = scoringBatch;
  }

  /**
   * Measures one map of each image.
   *
   * @param maps raw, shape (N, h, w)
   * @param method the method that made them, for metrics that run it again
   * @return one for each image; {@link Scores#NONE} for maps that are not finite, or that are
   *     constant before or after enlarging
   */
  public List<Scores> scores(Tensor maps, Shading.Method method) {
    List<Optional<Saliency>> saliencies = saliencies(maps);
    List<Scores> own = measured(saliencies, scorer.metrics(), method);
    List<Metric> with = scorer.metrics().stream().filter(m -> m.card().hasChance()).toList();
    if (scorer.chance() == Chance.LEFT_OUT || with.isEmpty()) {
      return own;
    }
    List<Scores> beside =
        random.computeIfAbsent(
            List.of(maps.length(1), maps.length(2)),
            size -> measured(saliencies(noise(size.get(0), size.get(1))), with, method));
    return IntStream.range(0, own.size())
        .mapToObj(i -> saliencies.get(i).map(s -> own.get(i).against(beside.get(i))))
        .map(scores -> scores.orElse(Scores.NONE))
        .toList();
  }

  private Tensor noise(int height, int width) {
    return Tensor.stacked(
        scoringBatch.images().stream().map(p -> Noise.uniform(p.seed(), height, width)).toList());
  }

  private List<Optional<Saliency>> saliencies(Tensor maps) {
    return IntStream.range(0, scoringBatch.size())
        .mapToObj(i -> Saliency.measurable(maps.slice(i), scoringBatch.input()))
        .toList();
  }

  private List<Scores> measured(
      List<Optional<Saliency>> saliencies, List<Metric> asked, Shading.Method method) {
    CopyScores copies = CopyScores.of(scoringBatch, saliencies, asked);
    boolean again = asked.stream().anyMatch(m -> m.card().need() == Need.METHOD);
    Optional<Tensor> shaded =
        again ? Optional.of(Shading.maps(scoringBatch, saliencies, method)) : Optional.empty();
    List<Scores> scores = new ArrayList<>();
    for (int i = 0; i < scoringBatch.size(); i++) {
      int image = i;
      ImageFacts facts = scoringBatch.images().get(i);
      scores.add(
          saliencies
              .get(i)
              .map(
                  saliency ->
                      new MetricInput(
                          saliency,
                          facts.probability(),
                          facts.truth(),
                          shaded.map(map -> map.slice(image)),
                          copies.of(image)))
              .map(input -> numbers(input, asked))
              .orElse(Scores.NONE));
    }
    return scores;
  }

  private Scores numbers(MetricInput input, List<Metric> asked) {
    Map<String, Double> values = new TreeMap<>();
    Map<String, double[]> curves = new TreeMap<>();
    Map<String, Double> shares = new TreeMap<>();
    for (Metric metric : asked) {
      Measurement measured = metric.measure(input);
      double[] numbers = measured.values();
      for (int i = 0; i < numbers.length; i++) {
        if (Double.isFinite(numbers[i])) {
          values.put(metric.columns().get(i).name(), numbers[i]);
        }
      }
      if (scorer.curves() == Curves.KEPT) {
        curves.putAll(measured.curves());
      }
      shares.putAll(measured.shares());
    }
    return new Scores(values, Map.of(), curves, shares);
  }
}
