package io.github.heatmill.metric;

import static io.github.heatmill.metric.Subjects.located;
import static io.github.heatmill.metric.Subjects.object;
import static io.github.heatmill.metric.Subjects.randomMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.truth.VisibleObject;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Tests properties of all metrics that need no network. */
class EveryMapMetricTest {
  static final List<String> LOCALISATION =
      List.of(
          "pointing_game",
          "pointing_game:tolerance=2",
          "energy_pointing_game",
          "relevance_rank",
          "box_iou",
          "box_iou:threshold=0.5",
          "box_iou:quantile=0.7");

  static final List<String> QUALITY = List.of("complexity", "sparseness", "entropy");

  private final Random random = new Random(1);

  @Test
  void theyAreAllThatTheListHasWithoutNetwork() {
    assertThat(Metrics.all().stream().filter(m -> !m.card().need().asksNetwork()))
        .extracting(Metric::name)
        .containsExactly(
            "pointing_game",
            "energy_pointing_game",
            "relevance_rank",
            "box_iou",
            "complexity",
            "sparseness",
            "entropy");
  }

  @ParameterizedTest
  @FieldSource({"LOCALISATION", "QUALITY"})
  void numbersAreWithinTheirColumnsRange(String id) {
    Metric metric = Metrics.metric(id);
    for (int trial = 0; trial < 100; trial++) {
      Tensor map = randomMap(random, 5, 6);
      double[] values = metric.measure(located(map, somewhere(map), somewhere(map))).values();
      assertThat(values).hasSameSizeAs(metric.columns().toArray());
      for (int i = 0; i < values.length; i++) {
        Column column = metric.columns().get(i);
        assertThat(values[i]).isBetween(column.least(), column.most());
      }
    }
  }

  @ParameterizedTest
  @FieldSource({"LOCALISATION", "QUALITY"})
  void unitAndOriginOfAMapDoNotMatter(String id) {
    Metric metric = Metrics.metric(id);
    for (int trial = 0; trial < 20; trial++) {
      Tensor map = randomMap(random, 5, 6);
      Tensor other = Tensor.zeros(5, 6);
      for (int i = 0; i < map.size(); i++) {
        other.values()[i] = 3 * map.values()[i] - 500;
      }
      VisibleObject dog = somewhere(map);
      assertThat(metric.measure(located(other, dog)).values())
          .isEqualTo(metric.measure(located(map, dog)).values());
    }
  }

  @ParameterizedTest
  @FieldSource("LOCALISATION")
  void theOracleIsPerfect(String id) {
    Tensor map = Tensor.zeros(5, 6);
    int[] pixels = {7, 8, 9, 13, 14, 15, 19, 20, 21}; // 3 x 3 of 30, or the upper 0.3.
    for (int pixel : pixels) {
      map.values()[pixel] = 1;
    }
    assertThat(Subjects.value(id, located(map, object("dog", map, pixels)))).isEqualTo(1);
  }

  @ParameterizedTest
  @FieldSource("LOCALISATION")
  void withoutAnnotationTheyAreUndefined(String id) {
    Tensor map = randomMap(random, 5, 6);
    assertThat(Metrics.metric(id).measure(Subjects.alone(map)).values())
        .containsExactly(Double.NaN);
    assertThat(Metrics.metric(id).card().need()).isEqualTo(MetricCard.Need.ANNOTATIONS);
  }

  @ParameterizedTest
  @FieldSource({"LOCALISATION", "QUALITY"})
  void definitionsAreOneLineAndNameTheSpace(String id) {
    assertThat(Metrics.metric(id).definition()).contains(Saliency.ENLARGED).doesNotContain("\n");
  }

  private VisibleObject somewhere(Tensor map) {
    return object("dog", map, random.nextInt(map.size()), random.nextInt(map.size()));
  }
}
