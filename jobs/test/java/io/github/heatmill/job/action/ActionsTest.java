package io.github.heatmill.job.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.image.Resizing;
import io.github.heatmill.job.explain.ExplainResult;
import io.github.heatmill.job.explain.ExplainSettings;
import io.github.heatmill.job.input.ImageSettings;
import io.github.heatmill.job.output.PieceTables;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.output.SummaryRow;
import io.github.heatmill.job.plan.PlanResult;
import io.github.heatmill.job.plan.PlanSettings;
import io.github.heatmill.job.problem.ConfigurationException;
import io.github.heatmill.job.run.MapSettings;
import io.github.heatmill.job.run.MetricSettings;
import io.github.heatmill.job.run.ModelSettings;
import io.github.heatmill.job.sanity.SanityResult;
import io.github.heatmill.job.sanity.SanitySettings;
import io.github.heatmill.job.score.ScoreResult;
import io.github.heatmill.job.score.ScoreSettings;
import io.github.heatmill.job.session.ProgressListener;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Spark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every action in a session of the user, which stays as it was. */
@Tag("both-lines")
class ActionsTest {
  private static final String LAYER = "features.stage4";
  private static final int IMAGES = 6;
  private static final int SIDE = 64;

  @TempDir static Path folder;
  private static Path images;

  private final SparkSession user = Spark.beside();
  private SessionState before;

  @BeforeAll
  static void copyImages() {
    images = Demo.copy(folder.resolve("images"), 1);
  }

  @BeforeEach
  void rememberState() {
    user.range(3).createOrReplaceTempView("of_the_user");
    user.conf().set("spark.sql.session.timeZone", "Asia/Tokyo");
    user.sparkContext().setJobDescription("work of the user");
    before = SessionState.of(user);
  }

  @AfterEach
  void nothingHasChanged() {
    assertThat(SessionState.of(user)).isEqualTo(before);
    user.sparkContext().setLocalProperty("spark.job.description", null);
  }

  @Test
  void explainReturnsCountsPlacesSecondsAndMeans() throws IOException {
    Path output = folder.resolve("explained");

    ExplainResult result = actions().explain(settings(output).withMetrics(complexity()));

    assertThat(result.counts().predictions()).isEqualTo(IMAGES);
    assertThat(result.counts().errors()).isEmpty();
    assertThat(result.counts().maps()).containsEntry(LAYER + " | grad-cam | ok", (long) IMAGES);
    assertThat(result.newImages()).isEqualTo(IMAGES);
    assertThat(result.effort().seconds()).isPositive();
    assertThat(result.tables().folder()).isEqualTo("file:" + output);
    assertThat(result.tables().names())
        .containsExactly("predictions", "explanations", "errors", "summary");
    SummaryRow mean = result.summary().get(0);
    assertThat(mean.metric()).isEqualTo("complexity");
    assertThat(mean.maps()).isEqualTo(new SummaryRow.Maps(LAYER, "grad-cam", IMAGES, IMAGES));
    assertThat(mean.mean().value().orElseThrow()).isBetween(0.0, 1.0);
  }

  @Test
  void explainGoesOnWhereItEnded() throws IOException {
    Path output = folder.resolve("again");
    actions().explain(settings(output));

    ExplainResult again = actions().explain(settings(output));

    assertThat(again.effort().earlierImages()).isEqualTo(IMAGES);
    assertThat(again.newImages()).isZero();
  }

  @Test
  void scoreMeasuresTwice() throws IOException {
    Path output = folder.resolve("scored");
    actions().explain(settings(output));

    ScoreResult one = score(output, "complexity");
    ScoreResult both = score(output, "average_drop");

    assertThat(one.images()).isEqualTo(IMAGES);
    assertThat(one.unmeasured().count()).isZero();
    assertThat(one.summary()).extracting(SummaryRow::metric).containsExactly("complexity");
    assertThat(both.summary())
        .extracting(SummaryRow::metric)
        .contains("complexity", "average_drop");
    assertThat(both.summary()).contains(one.summary().get(0));
  }

  private ScoreResult score(Path run, String metric) throws IOException {
    return actions().score(ScoreSettings.of(run.toString(), List.of(metric)));
  }

  @Test
  void sanityReturnsAVerdictForEachMethod() throws IOException {
    SanitySettings settings =
        SanitySettings.of(maps(), folder.resolve("sanity").toString())
            .withSample(2)
            .withLevels(List.of("classifier"));

    SanityResult result = actions().sanity(settings);

    assertThat(result.images()).isEqualTo(2);
    assertThat(result.methods()).hasSize(1);
    assertThat(result.methods().get(0).method()).isEqualTo("grad-cam");
    assertThat(result.methods().get(0).verdict()).isNotBlank();
  }

  @Test
  void planMeasuresInThisSession() throws IOException {
    // Small images, since a plan measures batches of many.
    ModelSettings small =
        ModelSettings.of(Demo.MODEL.toString())
            .withInput(
                ModelSettings.Input.described()
                    .withSize(SIDE)
                    .withResizing(Resizing.shorter(SIDE)));
    PlanResult result =
        actions().plan(PlanSettings.of(maps(small)).withExecutors(List.of(1, 2), 4));

    assertThat(result.dataset().images()).isEqualTo(IMAGES);
    assertThat(result.trial().rate()).isPositive();
    assertThat(result.hours(1)).isGreaterThan(result.hours(2));
    assertThat(user.sparkContext().isStopped()).isFalse();
  }

  @Test
  void twoRunsSideBySideGiveWhatOneGives() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<ExplainResult> left = () -> actions().explain(settings(folder.resolve("left")));
      Callable<ExplainResult> right = () -> actions().explain(settings(folder.resolve("right")));
      for (Future<ExplainResult> done : threads.invokeAll(List.of(left, right))) {
        assertThat(done.get().counts().predictions()).isEqualTo(IMAGES);
      }
    } finally {
      threads.shutdownNow();
    }
    for (String table : RunOutput.TABLES) {
      assertThat(rows("left", table)).isEqualTo(rows("right", table));
    }
    assertThat(rows("left", RunOutput.EXPLANATIONS)).hasSize(IMAGES);
  }

  @Test
  void progressIsReportedOnlyToItsListener() throws IOException {
    Recorder recorder = new Recorder();

    actions().withProgress(recorder).explain(settings(folder.resolve("reported")));

    assertThat(recorder.seen).isNotEmpty();
    assertThat(recorder.seen.get(recorder.seen.size() - 1).images()).isEqualTo(IMAGES);
  }

  @Test
  void everyProblemIsNamed() {
    MapSettings wrong =
        MapSettings.of("/nowhere", Demo.MODEL.toString())
            .withMethods(List.of("no-cam"))
            .withBatchSize(0);
    ExplainSettings settings = ExplainSettings.of(wrong, folder.resolve("wrong").toString());

    assertThatThrownBy(() -> actions().explain(settings))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("Missing images: /nowhere")
        .hasMessageContaining("Unknown method: no-cam")
        .hasMessageContaining("Invalid --batch-size: 0");
    assertThat(folder.resolve("wrong")).doesNotExist();
  }

  private HeatmillActions actions() {
    return HeatmillActions.on(user);
  }

  private static MapSettings maps() {
    return maps(ModelSettings.of(Demo.MODEL.toString()));
  }

  private static MapSettings maps(ModelSettings model) {
    return MapSettings.of(ImageSettings.files(images.toString()), model)
        .withMethods(List.of("grad-cam"))
        .withLayers(List.of(LAYER))
        .withBatchSize(4);
  }

  private static ExplainSettings settings(Path output) {
    return ExplainSettings.of(maps(), output.toString());
  }

  private static MetricSettings complexity() {
    return MetricSettings.of(List.of("complexity"));
  }

  private List<String> rows(String run, String table) {
    return PieceTables.read(user, folder.resolve(run).resolve(table).toString())
        .toJSON()
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  private static final class Recorder implements ProgressListener {
    private final List<Progress> seen = new CopyOnWriteArrayList<>();

    @Override
    public void stepStarted(String step) {}

    @Override
    public void imagesProcessed(Progress progress) {
      seen.add(progress);
    }
  }
}
