package io.github.heatmill.metric;

import io.github.heatmill.metric.MetricCard.Need;
import io.github.heatmill.metric.Scene.Picture;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Noise;
import io.github.heatmill.tensor.Tensor;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Measures maps with several metrics at once: what they want the network to see is scored together.
 *
 * @param metrics each column once
 * @param chance whether random maps are measured too
 * @param curves whether the curves behind areas are kept
 */
public record Scorer(List<Metric> metrics, Chance chance, Curves curves) implements Serializable {
  /** Measures nothing. */
  public static final Scorer NONE = new Scorer(List.of(), Chance.LEFT_OUT, Curves.DROPPED);

  /** Whether every number is put beside that of a random map of the same image. */
  public enum Chance {
    /** It is, for metrics whose family has one. */
    MEASURED,
    /** It is not, which saves the network half the work. */
    LEFT_OUT
  }

  /** Whether the curves behind areas are kept. */
  public enum Curves {
    /** They are. */
    KEPT,
    /** They are not. */
    DROPPED
  }

  public Scorer {
    metrics = List.copyOf(metrics);
  }

  /** Whether images must be read, and the network be loaded. */
  public boolean asksNetwork() {
    return metrics.stream().anyMatch(metric -> metric.card().need().asksNetwork());
  }

  /** The measuring of a few images. */
  public Session session(Scene scene) {
    return new Session(scene);
  }

  /**
   * Measures all maps of a few images. For one thread. What chance gives is found once for each
   * resolution, not once for each method.
   */
  public final class Session {
    private final Scene scene;
    private final Map<List<Integer>, List<Scores>> random = new HashMap<>();

    private Session(Scene scene) {
      this.scene = scene;
    }

    /**
     * Measures one map of each image.
     *
     * @param maps raw, shape (N, h, w)
     * @param method what made them, for metrics that ask it again
     * @return one an image; nothing for maps that are constant or not finite
     */
    public List<Scores> scores(Tensor maps, Shading.Method method) {
      List<Scores> own = measured(maps, metrics, method);
      List<Metric> with = metrics.stream().filter(m -> m.card().family().hasChance()).toList();
      if (chance == Chance.LEFT_OUT || with.isEmpty()) {
        return own;
      }
      List<Scores> beside =
          random.computeIfAbsent(
              List.of(maps.length(1), maps.length(2)),
              size -> measured(noise(maps.length(1), maps.length(2)), with, method));
      return IntStream.range(0, own.size())
          .mapToObj(i -> isMeasurable(maps, i) ? own.get(i).against(beside.get(i)) : Scores.NONE)
          .toList();
    }

    private Tensor noise(int height, int width) {
      return Tensor.stacked(
          scene.pictures().stream().map(p -> Noise.uniform(p.seed(), height, width)).toList());
    }

    private List<Scores> measured(Tensor maps, List<Metric> asked, Shading.Method method) {
      List<Optional<Saliency>> saliencies =
          IntStream.range(0, scene.size()).mapToObj(i -> saliency(maps, i)).toList();
      CopyScores copies = CopyScores.of(scene, saliencies, asked);
      boolean again = asked.stream().anyMatch(m -> m.card().need() == Need.METHOD);
      Optional<Tensor> shaded =
          again ? Optional.of(Shading.maps(scene, saliencies, method)) : Optional.empty();
      List<Scores> scores = new ArrayList<>();
      for (int i = 0; i < scene.size(); i++) {
        int image = i;
        Picture picture = scene.pictures().get(i);
        scores.add(
            saliencies
                .get(i)
                .map(
                    saliency ->
                        new Subject(
                            saliency,
                            picture.probability(),
                            picture.truth(),
                            shaded.map(map -> map.slice(image)),
                            copies.of(image)))
                .map(subject -> numbers(subject, asked))
                .orElse(Scores.NONE));
      }
      return scores;
    }

    private Optional<Saliency> saliency(Tensor maps, int image) {
      return isMeasurable(maps, image)
          ? Optional.of(Saliency.of(maps.slice(image), scene.input()))
          : Optional.empty();
    }
  }

  private static boolean isMeasurable(Tensor maps, int image) {
    return Heatmap.of(maps.slice(image)).status() == Heatmap.Status.OK;
  }

  private Scores numbers(Subject subject, List<Metric> asked) {
    Map<String, Double> values = new TreeMap<>();
    Map<String, double[]> kept = new TreeMap<>();
    Map<String, Double> shares = new TreeMap<>();
    for (Metric metric : asked) {
      Measured measured = metric.measure(subject);
      double[] numbers = measured.values();
      for (int i = 0; i < numbers.length; i++) {
        if (Double.isFinite(numbers[i])) {
          values.put(metric.columns().get(i).name(), numbers[i]);
        }
      }
      if (curves == Curves.KEPT) {
        kept.putAll(measured.curves());
      }
      shares.putAll(measured.shares());
    }
    return new Scores(values, Map.of(), kept, shares);
  }
}
