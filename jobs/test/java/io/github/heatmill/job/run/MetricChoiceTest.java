package io.github.heatmill.job.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.MetricCard.Need;
import io.github.heatmill.metric.Metrics;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricChoiceTest {

  @Test
  void metricsComeInTheOrderOfTheList() {
    assertThat(ids(true, "complexity", "pointing_game", "deletion"))
        .containsExactly("deletion", "pointing_game", "complexity");
  }

  @Test
  void allIsWhatCanBeMeasured() {
    List<String> everything = Metrics.all().stream().map(Metric::id).toList();
    List<String> withoutTruth =
        Metrics.all().stream()
            .filter(metric -> metric.card().need() != Need.ANNOTATIONS)
            .map(Metric::id)
            .toList();

    assertThat(ids(true, "all")).isEqualTo(everything);
    assertThat(ids(false, "all")).isEqualTo(withoutTruth);
  }

  @Test
  void anOptionGoesBeforeAll() {
    assertThat(ids(false, "all", "deletion:steps=10"))
        .contains("deletion:steps=10", "insertion")
        .doesNotContain("deletion");
  }

  @Test
  void twoSettingsOfOneMetricAreRefused() {
    assertThatThrownBy(() -> ids(false, "deletion", "deletion:steps=10"))
        .hasMessageStartingWith("Two settings of one metric: deletion and deletion:steps=10 (");
  }

  @Test
  void groundTruthIsAskedForWhereItIsNeeded() {
    assertThatThrownBy(() -> ids(false, "pointing_game", "energy_pointing_game"))
        .hasMessage(
            "Metric needs ground truth: pointing_game (add --annotations)\n"
                + "Metric needs ground truth: energy_pointing_game (add --annotations)");
  }

  @Test
  void aMetricBringsThoseThatItsSummaryIsMadeOf() {
    assertThat(ids(false, "adcc"))
        .contains("adcc", "coherency", "complexity", "average_drop")
        .hasSize(4);
  }

  private static List<String> ids(boolean annotated, String... parts) {
    Problems problems = new Problems();
    List<Metric> chosen = new MetricChoice(annotated).of(List.of(parts), problems);
    problems.throwIfAny();
    return chosen.stream().map(Metric::id).toList();
  }
}
