package io.github.heatmill.job.sanity;

import static org.apache.spark.sql.functions.countDistinct;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import io.github.heatmill.model.djl.DjlProbes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parameter randomisation test on the demo's network, over six pictures and a broken one. */
public class SanityRunTest {
  private static final String STAGE4 = "features.stage4";
  private static final String STAGE2 = "features.stage2";
  private static final int LEVELS = 6;
  private static final int IMAGES = 6;

  @TempDir static Path folder;
  private static Path images;
  private static Path output;
  private static Run run;
  private static int loaded;

  @BeforeAll
  static void compare() {
    images = Demo.copy(folder.resolve("images"), 1);
    Demo.write(images.resolve("broken.jpg"), "no picture".getBytes(StandardCharsets.UTF_8));
    output = folder.resolve("output");
    DjlProbes.closeAll();
    Spark.session(); // One that a command starts itself frees its networks when it ends.
    run =
        sanity(
            output,
            "--images",
            images.toString(),
            "--methods",
            "grad-cam,eigen-cam,random",
            "--layer",
            STAGE4,
            "--layer",
            STAGE2);
    loaded = DjlProbes.loaded();
  }

  public static Run sanity(Path output, String... more) {
    Stream<String> all =
        Stream.of(
            "sanity",
            "--model",
            Demo.MODEL.toString(),
            "--output",
            output.toString(),
            "--batch-size",
            "4");
    return Run.of(Stream.concat(all, Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void everyImageIsComparedAtEveryStepForEveryLayerAndMethodOrIsAnError() {
    assertThat(run.errors()).isEmpty();
    assertThat(run.exit()).isZero();
    assertThat(table().count()).isEqualTo(IMAGES * LEVELS * 2 * 3);
    assertThat(table().select("image").distinct().count()).isEqualTo(IMAGES);
    List<Row> errors = Spark.table(output, "errors").collectAsList();
    assertThat(errors).hasSize(1);
    assertThat(errors.get(0).getString(0)).endsWith("broken.jpg");
    assertThat(errors.get(0).getString(1)).isEqualTo("decode");
    assertThat(errors.get(0).getInt(3)).isEqualTo(1);
  }

  @Test
  void theRandomMapStaysTheSameAtEveryStepAndCannotReact() {
    Dataset<Row> random = table().where("method = 'random'");

    assertThat(random.where("identical AND rank_correlation = 1").count())
        .isEqualTo(random.count());
    assertThat(run.out())
        .containsPattern(
            STAGE4
                + " +random +cannot react: it does not look at the class"
                + " \\(no map changed by a bit at any step\\)\n");
  }

  @Test
  void aClassAgnosticMethodStaysTheSameToTheBitWhileOnlyWhatIsAboveItsLayerChanges() {
    Dataset<Row> eigen = table().where("method = 'eigen-cam'");

    assertThat(eigen.where("above_layer AND NOT identical").count()).isZero();
    assertThat(eigen.where("NOT above_layer AND identical").count()).isZero();
    assertThat(steps(eigen.where("above_layer"), STAGE4)).containsExactly(1);
    assertThat(steps(eigen.where("above_layer"), STAGE2)).containsExactly(1, 2, 3);
    assertThat(run.out())
        .containsPattern(
            STAGE4 + " +eigen-cam +cannot react at step 1: it does not look at the class")
        .containsPattern(
            STAGE2 + " +eigen-cam +cannot react at steps 1 to 3: it does not look at the class");
  }

  @Test
  void aMethodThatLooksAtTheClassReacts() {
    Dataset<Row> gradCam = table().where("method = 'grad-cam'");

    assertThat(gradCam.where("identical AND status = 'ok'").count()).isZero();
    assertThat(run.out())
        .containsPattern(
            STAGE4 + " +grad-cam +reacts: rank correlation -?0\\.\\d\\d after the last step, ");
  }

  @Test
  void theClassOfTheOriginalNetworkIsExplainedAtEveryStep() {
    assertThat(table().groupBy("image").agg(distinct("target")).where("targets > 1").count())
        .isZero();
    assertThat(table().select("target").distinct().count()).isEqualTo(Demo.CLASSES.size());
  }

  @Test
  void numbersAreWithinTheirBoundsAndNullWhereAMapIsNotOk() {
    String undefined = "rank_correlation IS NULL AND ssim IS NULL";
    assertThat(
            table()
                .where("(status = 'ok' AND original_status = 'ok') = (" + undefined + ")")
                .count())
        .isZero();
    assertThat(table().where("abs(rank_correlation) > 1 OR abs(ssim) > 1").count()).isZero();
    assertThat(table().where("isnan(rank_correlation) OR isnan(ssim)").count()).isZero();
    assertThat(table().where("identical AND status = 'ok' AND abs(ssim - 1) > 1e-9").count())
        .isZero();
  }

  @Test
  void anExecutorHoldsTheNetworkAndOneRandomisedCopyAtMost() {
    // Driver and executor are one JVM here; the last copy stays until it ends.
    assertThat(loaded).isEqualTo(2);
  }

  @Test
  void queriesReadTheTable() {
    Run sql = Run.of("sql", "--input", output.toString(), "SELECT count(*) AS many FROM sanity");

    assertThat(sql.errors()).isEmpty();
    assertThat(sql.out()).contains(String.valueOf(IMAGES * LEVELS * 2 * 3));
  }

  @Test
  void theManifestRecordsStepsAndSettings() throws IOException {
    JsonNode manifest = new ObjectMapper().readTree(output.resolve("manifest.json").toFile());

    assertThat(manifest.at("/settings/levels")).hasSize(LEVELS);
    assertThat(manifest.at("/settings/levels/0/randomised").asText()).isEqualTo("classifier");
    assertThat(manifest.at("/settings/levels/5/parameters").asInt()).isEqualTo(20);
    assertThat(manifest.at("/settings/sample").asInt()).isEqualTo(50);
    assertThat(manifest.at("/counts/images").asInt()).isEqualTo(IMAGES);
    assertThat(manifest.at("/counts/errors").asInt()).isEqualTo(1);
    assertThat(Demo.names(output))
        .contains("errors", "manifest.json", "sanity")
        .doesNotContain("outcomes-unfinished");
  }

  private static Dataset<Row> table() {
    return Spark.table(output, "sanity");
  }

  private static Column distinct(String column) {
    return countDistinct(column).as("targets");
  }

  private static List<Integer> steps(Dataset<Row> rows, String layer) {
    return rows
        .where("layer = '" + layer + "'")
        .select("level")
        .distinct()
        .orderBy("level")
        .collectAsList()
        .stream()
        .map(row -> row.getInt(0))
        .toList();
  }
}
