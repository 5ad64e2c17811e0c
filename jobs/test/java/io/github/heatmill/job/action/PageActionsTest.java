package io.github.heatmill.job.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.job.compare.CompareResult;
import io.github.heatmill.job.compare.CompareSettings;
import io.github.heatmill.job.compare.CompareSettings.Side;
import io.github.heatmill.job.compare.pair.Matching;
import io.github.heatmill.job.finished.ModelLocation;
import io.github.heatmill.job.output.Destination;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.output.RunOutput.Existing;
import io.github.heatmill.job.picture.ImageLocation;
import io.github.heatmill.job.problem.ConfigurationException;
import io.github.heatmill.job.report.ReportResult;
import io.github.heatmill.job.report.ReportSettings;
import io.github.heatmill.job.shortcuts.ShortcutsResult;
import io.github.heatmill.job.shortcuts.ShortcutsSettings;
import io.github.heatmill.job.shortcuts.ShortcutsSettings.MapFilter;
import io.github.heatmill.job.shortcuts.verdict.Thresholds;
import io.github.heatmill.job.sql.FinishedRunViews;
import io.github.heatmill.job.sql.RunView;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.OwnSpark;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The actions that read a finished run, in a session of a user that stays as it was. */
class PageActionsTest {
  @TempDir static Path shared;
  private static String run;

  @TempDir Path folder;
  private SparkSession user;
  private List<Row> views;
  private String settings;

  @BeforeAll
  static void explain() {
    Path images = Demo.copy(shared.resolve("images"), 1);
    Path output = shared.resolve("run");
    String[] options = {"--methods", "grad-cam,eigen-cam,random", "--labels", "folder"};
    assertThat(Run.demo(images, output, options).errors()).isEmpty();
    run = output.toString();
  }

  @BeforeEach
  void look() {
    user = Spark.beside();
    user.range(3).createOrReplaceTempView("evidence");
    user.sparkContext().setJobDescription("the user's own job");
    views = views();
    settings = user.conf().getAll().toString();
  }

  @AfterEach
  void theSessionIsAsItWas() {
    assertThat(views()).isEqualTo(views);
    assertThat(user.table("evidence").count()).isEqualTo(3);
    assertThat(user.conf().getAll()).hasToString(settings);
    assertThat(user.sparkContext().getLocalProperty("spark.job.description"))
        .isEqualTo("the user's own job");
    user.sparkContext().setJobDescription(null);
  }

  private List<Row> views() {
    return user.sql("SHOW VIEWS").collectAsList();
  }

  private ReportResult report(String page) throws IOException {
    String output = folder.resolve(page).toString();
    return HeatmillActions.on(user).report(ReportSettings.of(run, output));
  }

  private CompareResult compare(String output) throws IOException {
    return HeatmillActions.on(user)
        .compare(
            CompareSettings.of(run, run, folder.resolve(output).toString())
                .failingIf("mean_rank_correlation < 1"));
  }

  private ShortcutsResult shortcuts(String output) throws IOException {
    return HeatmillActions.on(user)
        .shortcuts(
            ShortcutsSettings.of(run, folder.resolve(output).toString())
                .withThresholds(new Thresholds(1, 0.75, 0.1, 1, 1)));
  }

  @Test
  void reportsOfOneSessionAreEqual() throws IOException {
    ReportResult first = report("first.html");
    ReportResult second = report("second.html");

    assertThat(first.images()).isEqualTo(6);
    assertThat(first.counts().maps()).isEqualTo(18);
    assertThat(first.page()).isEqualTo(folder.resolve("first.html").toString());
    assertThat(first.bytes()).isEqualTo(Files.size(folder.resolve("first.html")));
    assertThat(folder.resolve("second.html")).hasSameBinaryContentAs(folder.resolve("first.html"));
    assertThat(second.counts()).isEqualTo(first.counts());
  }

  @Test
  @Tag("exhaustive") // Minutes of compiling queries.
  void comparisonsOfOneSessionAreEqual() throws IOException {
    CompareResult first = compare("first");
    CompareResult second = compare("second");

    // A run does not differ from itself.
    assertThat(first.summary())
        .containsEntry("matched", 6L)
        .containsEntry("maps", 12L)
        .containsEntry("mean_iou", 1.0);
    assertThat(first.fails()).isFalse();
    assertThat(second.summary()).isEqualTo(first.summary());
    assertThat(Spark.json(folder.resolve("second"), "images"))
        .isEqualTo(Spark.json(folder.resolve("first"), "images"));
  }

  @Test
  @Tag("exhaustive") // Minutes of compiling queries.
  void aConditionThatHoldsIsAValueOfTheResult() throws IOException {
    String output = folder.resolve("failing").toString();
    CompareResult result =
        HeatmillActions.on(user)
            .compare(CompareSettings.of(run, run, output).failingIf("matched < 7"));

    assertThat(result.fails()).isTrue();
    assertThat(result.failure()).hasValue("--fail-if holds: matched < 7 (matched is 6)");
  }

  @Test
  @Tag("exhaustive") // Minutes of compiling queries.
  void searchesOfOneSessionAreEqual() throws IOException {
    ShortcutsResult first = shortcuts("first");
    ShortcutsResult second = shortcuts("second");

    assertThat(first.counts().maps()).isEqualTo(6);
    assertThat(first.clusters()).hasSize(6);
    assertThat(Spark.json(folder.resolve("second"), "clusters"))
        .hasSize(6)
        .isEqualTo(Spark.json(folder.resolve("first"), "clusters"));
    assertThat(second.missing()).isEqualTo(first.missing());
  }

  @Test
  @Tag("exhaustive") // Minutes of compiling queries.
  void twoThreadsWorkInOneSessionAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Callable<Object>> tasks =
          List.of(
              () -> report("one.html"),
              () -> report("other.html"),
              () -> compare("compared"),
              () -> shortcuts("searched"));
      for (Future<Object> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(folder.resolve("other.html")).hasSameBinaryContentAs(folder.resolve("one.html"));
    assertThat(Spark.table(folder.resolve("compared"), "images").count()).isEqualTo(12);
    assertThat(Spark.table(folder.resolve("searched"), "members").count()).isEqualTo(6);
  }

  @Test
  void aRunIsOpenedBesideTheViewsOfTheUser() throws IOException {
    try (FinishedRunViews opened = HeatmillActions.on(user).open(run)) {
      assertThat(opened.names())
          .contains(RunOutput.PREDICTIONS, RunOutput.EXPLANATIONS)
          .containsAll(RunView.titles());
      assertThat(opened.table("evidence").count()).isEqualTo(18);
      assertThat(opened.sql("SELECT DISTINCT class FROM audit_by_class").count()).isEqualTo(6);
      assertThat(user.table("evidence").count()).isEqualTo(3);
    }
  }

  @Test
  void allDefaultsOfSettings() {
    assertThat(ReportSettings.of("run", "report.html"))
        .isEqualTo(
            new ReportSettings(
                "run",
                ImageLocation.asRecorded(),
                new Destination("report.html", Existing.REFUSED)));
    assertThat(CompareSettings.of("old", "new", "output"))
        .isEqualTo(
            new CompareSettings(
                new Side("old", Optional.empty(), Optional.empty()),
                new Side("new", Optional.empty(), Optional.empty()),
                new Matching(0, 0.5, 0.9),
                Optional.empty(),
                ImageLocation.asRecorded(),
                new Destination("output", Existing.REFUSED)));
    assertThat(ShortcutsSettings.of("run", "output"))
        .isEqualTo(
            new ShortcutsSettings(
                "run",
                new MapFilter(Optional.empty(), Optional.empty()),
                ModelLocation.asRecorded(),
                new Thresholds(5, 0.75, 0.1, 32, 20),
                ImageLocation.asRecorded(),
                new Destination("output", Existing.REFUSED)));
  }

  @Test
  void allProblemsOfSettingsAreNamedAtOnce() {
    ShortcutsSettings wrong =
        ShortcutsSettings.of(folder.resolve("missing").toString(), folder.toString())
            .withThresholds(new Thresholds(0, 0.75, 0.1, 1, 0));

    assertThatThrownBy(() -> HeatmillActions.on(user).shortcuts(wrong))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("Invalid --min-size: 0")
        .hasMessageContaining("Invalid --top: 0")
        .hasMessageContaining("Not a finished run");
  }

  @Test
  @Tag("exhaustive") // Minutes of compiling queries.
  @SuppressWarnings("try") // The shared session stays hidden until the block ends.
  void aSessionWithoutExtensionsAndPluginsWorks() throws Exception {
    ReportResult expected = report("expected.html");
    try (OwnSpark hidden = OwnSpark.with(Map.of("spark.sql.extensions", "", "spark.plugins", ""))) {
      SparkSession plain = SparkSession.builder().appName("a notebook").getOrCreate();
      try (FinishedRunViews opened = HeatmillActions.on(plain).open(run)) {
        assertThat(opened.table("evidence").count()).isEqualTo(18);
      }
      HeatmillActions actions = HeatmillActions.on(plain);
      actions.report(ReportSettings.of(run, folder.resolve("plain.html").toString()));
      actions.compare(CompareSettings.of(run, run, folder.resolve("plain").toString()));
      assertThat(plain.catalog().functionExists("heatmap_mean")).isFalse();
      plain.stop();
    }
    assertThat(Files.size(folder.resolve("plain.html"))).isEqualTo(expected.bytes());
  }
}
