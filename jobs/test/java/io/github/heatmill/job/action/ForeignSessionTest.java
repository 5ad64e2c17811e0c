package io.github.heatmill.job.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.explain.ExplainResult;
import io.github.heatmill.job.explain.ExplainSettings;
import io.github.heatmill.job.plan.PlanResult;
import io.github.heatmill.job.plan.PlanSettings;
import io.github.heatmill.job.run.MapSettings;
import io.github.heatmill.job.run.MetricSettings;
import io.github.heatmill.job.score.ScoreResult;
import io.github.heatmill.job.score.ScoreSettings;
import io.github.heatmill.job.session.Session;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.OwnSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Actions in a session that knows neither Heatmill's extensions nor its plugins. */
@Tag("both-lines")
class ForeignSessionTest {
  private static final int IMAGES = 6;

  @TempDir static Path folder;
  private static OwnSpark own;
  private static SparkSession foreign;
  private static MapSettings maps;

  @BeforeAll
  static void start() {
    own = OwnSpark.with(Map.of());
    foreign = SparkSession.builder().appName("foreign").getOrCreate();
    maps =
        MapSettings.of(Demo.copy(folder.resolve("images"), 1).toString(), Demo.MODEL.toString())
            .withMethods(List.of("grad-cam"))
            .withBatchSize(4);
  }

  @AfterAll
  static void stop() {
    foreign.stop();
    own.close();
  }

  @Test
  void theSessionIsForeign() {
    assertThat(foreign.sparkContext().getConf().contains("spark.plugins")).isFalse();
    assertThat(foreign.catalog().functionExists("heatmap_iou")).isFalse();
  }

  @Test
  void explainAndScoreWork() throws IOException {
    SessionState before = SessionState.of(foreign);
    String output = folder.resolve("run").toString();
    ExplainSettings settings =
        ExplainSettings.of(maps, output).withMetrics(MetricSettings.of(List.of("complexity")));

    ExplainResult explained = HeatmillActions.on(foreign).explain(settings);
    ScoreResult scored =
        HeatmillActions.on(foreign).score(ScoreSettings.of(output, List.of("average_drop")));

    assertThat(explained.counts().predictions()).isEqualTo(IMAGES);
    assertThat(explained.summary()).isNotEmpty();
    assertThat(scored.images()).isEqualTo(IMAGES);
    assertThat(SessionState.of(foreign)).isEqualTo(before);
  }

  @Test
  void planMeasuresTimesWithoutThePlugin() throws IOException {
    PlanResult plan = HeatmillActions.on(foreign).plan(PlanSettings.of(maps));

    assertThat(plan.trial().shares().get("forward")).isPositive();
  }

  @Test
  void theCopyOfASessionKnowsTheSqlFunctions() {
    try (Session session = Session.copyOf(foreign)) {
      assertThat(session.spark().catalog().functionExists("heatmap_iou")).isTrue();
    }
    assertThat(foreign.catalog().functionExists("heatmap_iou")).isFalse();
  }
}
