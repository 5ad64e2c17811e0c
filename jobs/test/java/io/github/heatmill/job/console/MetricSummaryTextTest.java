package io.github.heatmill.job.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.output.MetricSummary;
import io.github.heatmill.job.support.Spark;
import io.github.heatmill.udf.summary.SummaryRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class MetricSummaryTextTest {
  private static final String FUSED = "features.stem,features.stage1,features";

  private final List<Row> rows = new ArrayList<>();

  private void add(String layer, String method, String metric, Object... rest) {
    List<Object> row = new ArrayList<>(Arrays.asList("network", layer, method, null, null, metric));
    row.addAll(Arrays.asList(rest));
    row.add(0); // The position, which nobody reads.
    rows.add(RowFactory.create(row.toArray()));
  }

  private String text() {
    return MetricSummaryText.of(
        MetricSummary.rows(Spark.session().createDataFrame(rows, SummaryRows.SCHEMA)));
  }

  @Test
  void bestMethodsComeFirstAndEachBlockHasOnlyTheColumnsThatItNeeds() {
    add(
        "layer4",
        "rise",
        "deletion",
        "lower",
        2000L,
        2000L,
        0.21,
        0.2,
        0.22,
        0.3,
        -0.09,
        -0.1,
        -0.08,
        0.87);
    add(
        "layer4",
        "grad-cam",
        "deletion",
        "lower",
        1990L,
        2000L,
        0.15,
        0.14,
        0.16,
        0.3,
        -0.15,
        -0.16,
        -0.14,
        0.9);
    add(
        "layer4", "rise", "adcc", "higher", 2000L, 2000L, 0.5, 0.49, 0.51, null, null, null, null,
        null);
    add(
        "layer4",
        "grad-cam",
        "adcc",
        "higher",
        0L,
        2000L,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);

    assertThat(text())
        .isEqualTo(
            """

            deletion (lower is better)
              Method              Maps    Mean     95 % interval  vs chance       95 % interval  Above chance
              grad-cam  1,990 of 2,000  0.1500  [0.1400, 0.1600]    -0.1500  [-0.1600, -0.1400]        90.0 %
              rise               2,000  0.2100  [0.2000, 0.2200]    -0.0900  [-0.1000, -0.0800]        87.0 %

            adcc (higher is better)
              Method          Maps    Mean     95 % interval
              rise           2,000  0.5000  [0.4900, 0.5100]
              grad-cam  0 of 2,000       -

            Maps: how many have the number, where that is not all. Mean: with its 95 % interval by the bootstrap over images.
            vs chance: the mean of the number minus that of a random map of the same image.
            Above chance: the share of maps that are better than the random one.
            """);
  }

  @Test
  void layersAreNamedWhereThereAreSeveral() {
    add(FUSED, "fused", "area", "neither", 5L, 5L, 0.2, 0.1, 0.3, 0.1, 0.1, 0.0, 0.2, null);
    add("features", "cam", "area", "neither", 5L, 5L, 0.1, 0.1, 0.1, 0.1, 0.0, 0.0, 0.0, null);

    assertThat(text())
        .startsWith(
            """

            area
              Method  Layer                 Maps    Mean     95 % interval  vs chance       95 % interval
              cam     features                 5  0.1000  [0.1000, 0.1000]    +0.0000  [+0.0000, +0.0000]
              fused   features...,features     5  0.2000  [0.1000, 0.3000]    +0.1000  [+0.0000, +0.2000]

            """);
  }

  @Test
  void whereNothingIsComparedWithChanceNothingIsSaidOfIt() {
    add("layer4", "rise", "adcc", "higher", 5L, 5L, 0.5, 0.49, 0.51, null, null, null, null, null);

    assertThat(text()).doesNotContain("chance").endsWith("by the bootstrap over images.\n");
  }

  @Test
  void classesAreLeftToSql() {
    rows.add(
        RowFactory.create(
            "network", "layer4", "rise", 1, "fish", "adcc", "higher", 1L, 1L, 0.5, 0.5, 0.5, null,
            null, null, null, null, 0));

    assertThat(text()).isEmpty();
  }
}
