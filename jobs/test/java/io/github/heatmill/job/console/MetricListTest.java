package io.github.heatmill.job.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.metric.Metrics;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricListTest {
  private static final MetricList TWO =
      new MetricList(Stream.of("road", "bounded_drop").map(Metrics::metric).toList());

  @Test
  void everyNumberOfAMetricHasALine() {
    assertThat(TWO.text())
        .isEqualTo(
            """
            metric        about         needs    cost
            road          faithfulness  network  18, and as much again to impute
                Probability after removing the least minus the most relevant pixels, imputed (Rong et al.)
                road: -0.5 to 0.5, higher is better
                road_morf: 0 to 1, lower is better
                road_lerf: 0 to 1, higher is better
            bounded_drop  faithfulness  network  1, shared by drops, increases and gain
                Bounded, symmetric form of average drop, and its ratio of sums (Heatmill)
                bounded_drop: 0 to 1, lower is better
                bounded_drop_ratio (of many images): 0 to 1, lower is better
                :black

            Cost: forward passes a map, and again for a random map of the image where there is a value at chance.
            """);
  }

  @Test
  void whatSaysNeitherGoodNorBadHasARangeAlone() {
    assertThat(new MetricList(List.of(Metrics.metric("counterfactual"))).text())
        .contains("\n    counterfactual_original: 0 to 1\n");
  }

  @Test
  void fitsATerminal() {
    assertThat(new MetricList(Metrics.all()).text().lines()).allMatch(line -> line.length() <= 120);
  }

  @Test
  void theMarkdownTableHoldsTheColumnsOfEachMetricBelowEachOther() {
    assertThat(TWO.markdown())
        .isEqualTo(
            """
            | metric | about | columns | better | range | needs | cost | what it does |
            |---|---|---|---|---|---|---|---|
            | `road` | faithfulness | road<br>road_morf<br>road_lerf | higher<br>lower<br>higher\
             | -0.5 to 0.5<br>0 to 1<br>0 to 1 | network | 18, and as much again to\
             impute | Probability after removing the least minus the most relevant pixels, imputed (Rong et al.) |
            | `bounded_drop` | faithfulness | bounded_drop | lower | 0 to 1 | network | 1, shared by\
             drops, increases and gain | Bounded, symmetric form of average drop, and its ratio of sums\
             (Heatmill) |
            """);
  }
}
