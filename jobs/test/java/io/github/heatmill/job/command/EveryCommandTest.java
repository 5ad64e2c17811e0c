package io.github.heatmill.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.compare.CompareNumbersTest;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.sanity.SanityRunTest;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.DemoRun;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each command over six of the demo's images, twice in one session, which it leaves as it was. */
@Tag("both-lines")
class EveryCommandTest {
  private static final List<String> RUNS = List.of("first", "second");

  @TempDir static Path folder;
  private static Path images;
  private static Map<String, String> before;

  @BeforeAll
  static void explainTwice() {
    images = Demo.copy(folder.resolve("images"), 1);
    Spark.session().range(1).createOrReplaceTempView("every_command");
    before = state();
    for (String run : RUNS) {
      assertDone(
          Run.demo(
              images,
              folder.resolve(run),
              "--methods",
              "grad-cam,random",
              "--layer",
              DemoRun.STAGE4,
              "--labels",
              "folder",
              "--metrics",
              "energy_pointing_game",
              "--annotations",
              "voc:" + Demo.FOLDER.resolve("annotations")));
    }
  }

  @Test
  void explain() {
    for (String table : RunOutput.TABLES) {
      assertSame(folder.resolve("first"), folder.resolve("second"), table);
    }
    assertThat(Spark.table(folder.resolve("first"), RunOutput.EXPLANATIONS).count()).isEqualTo(12);
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void score() {
    Path first = scored("scored-first");
    Path second = scored("scored-second");

    assertSame(first, second, RunOutput.EXPLANATIONS);
    assertSame(first, second, RunOutput.SUMMARY);
    assertThat(
            Spark.table(first, RunOutput.EXPLANATIONS).where("metrics.average_drop >= 0").count())
        .isPositive();
    assertThat(state()).isEqualTo(before);
  }

  private static Path scored(String name) {
    Path output = folder.resolve(name);
    String[] few = {"--methods", "grad-cam", "--layer", DemoRun.STAGE4};
    assertDone(Run.demo(images.resolve("mug"), output, few));
    assertDone(Run.score(output, "--metrics", "average_drop,complexity"));
    return output;
  }

  @Test
  void report() {
    for (String run : RUNS) {
      Path page = folder.resolve("report-" + run + ".html");
      Run report = Run.report(folder.resolve(run), page);
      assertDone(report);
      assertThat(report.out()).contains("(6 images,");
      assertThat(page).isNotEmptyFile();
    }
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void compare() {
    for (String run : RUNS) {
      Path output = folder.resolve("comparison-" + run);
      assertDone(
          CompareNumbersTest.compare(
              folder.resolve("first"),
              folder.resolve("second"),
              output,
              "--fail-if",
              "mean_rank_correlation < 1 OR same_prediction < 1"));
    }
    for (String table : List.of("images", "classes")) {
      assertSame(folder.resolve("comparison-first"), folder.resolve("comparison-second"), table);
    }
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void shortcuts() {
    for (String run : RUNS) {
      Path output = folder.resolve("shortcuts-" + run);
      String[] small = {"--min-size", "1", "--top", "1", "--sample", "1"};
      String input = folder.resolve(run).toString();
      Stream<String> command =
          Stream.of("shortcuts", "--input", input, "--output", output.toString());
      assertDone(Run.of(Stream.concat(command, Stream.of(small)).toArray(String[]::new)));
    }
    for (String table : List.of("clusters", "members")) {
      assertSame(folder.resolve("shortcuts-first"), folder.resolve("shortcuts-second"), table);
    }
    assertThat(Spark.table(folder.resolve("shortcuts-first"), "members").count()).isEqualTo(6);
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void sanity() {
    Path output = folder.resolve("sanity");
    assertDone(
        SanityRunTest.sanity(
            output,
            "--images",
            images.toString(),
            "--layer",
            DemoRun.STAGE4,
            "--methods",
            "grad-cam",
            "--sample",
            "2",
            "--levels",
            "classifier"));

    assertThat(Spark.table(output, "sanity").count()).isEqualTo(2);
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void plan() {
    Run plan =
        Run.of(
            "plan",
            "--images",
            images.toString(),
            "--model",
            Demo.MODEL.toString(),
            "--input-size",
            "64",
            "--resize",
            "64",
            "--methods",
            "random");

    assertDone(plan);
    assertThat(plan.out()).contains("Images     6; measured on 6 of them");
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void sql() {
    String query = "SELECT count(*) AS images FROM predictions WHERE label = predicted";
    List<String> answers =
        RUNS.stream()
            .map(run -> Run.of("sql", "--input", folder.resolve(run).toString(), query))
            .peek(EveryCommandTest::assertDone)
            .map(Run::out)
            .toList();

    assertThat(answers.get(0)).contains("|images|").isEqualTo(answers.get(1));
    assertThat(state()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"methods", "metrics", "layers"})
  void listings(String command) {
    Run run =
        command.equals("layers")
            ? Run.of(command, "--model", Demo.MODEL.toString())
            : Run.of(command);

    assertDone(run);
    assertThat(run.out()).isNotBlank();
  }

  /** The settings and views of the shared session, and whether its context runs. */
  private static Map<String, String> state() {
    SparkSession spark = Spark.session();
    Map<String, String> state = new TreeMap<>();
    spark.sql("SET").collectAsList().forEach(row -> state.put(row.getString(0), row.getString(1)));
    String views =
        spark.sql("SHOW VIEWS").collectAsList().stream()
            .map(row -> row.getString(1))
            .sorted()
            .toList()
            .toString();
    state.put("views", views);
    state.put("stopped", String.valueOf(spark.sparkContext().isStopped()));
    return state;
  }

  private static void assertDone(Run run) {
    assertThat(run.errors()).isEmpty();
    assertThat(run.exit()).isZero();
  }

  private static void assertSame(Path one, Path other, String table) {
    assertThat(Spark.json(one, table)).isEqualTo(Spark.json(other, table));
  }
}
