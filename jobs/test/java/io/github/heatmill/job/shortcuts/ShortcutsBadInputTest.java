package io.github.heatmill.job.shortcuts;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.SearchedDemo;
import io.github.heatmill.job.support.Spark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches in runs that lack something: each is made of a part of the demo's. */
class ShortcutsBadInputTest {
  private static final List<String> ALONE = List.of("--sample", "0");
  private static final List<String> ONE = List.of("--top", "1", "--sample", "2");

  @TempDir Path folder;
  private Path input;
  private Path output;

  @BeforeEach
  void start() {
    assertThat(SearchedDemo.EXPLAINED.errors()).isEmpty();
    input = folder.resolve("run");
    output = folder.resolve("found");
  }

  private Run search(UnaryOperator<Dataset<Row>> change, List<String> options) throws IOException {
    change
        .apply(Spark.table(SearchedDemo.RUN, RunOutput.EXPLANATIONS))
        .coalesce(1)
        .write()
        .parquet(input.resolve(RunOutput.EXPLANATIONS).toString());
    Files.copy(SearchedDemo.RUN.resolve(RunOutput.MANIFEST), input.resolve(RunOutput.MANIFEST));
    Run run = SearchedDemo.search(input, output, options);
    assertThat(run.errors()).isEmpty();
    return run;
  }

  private String page() {
    String all = new String(Demo.bytes(output.resolve("shortcuts.html")), StandardCharsets.UTF_8);
    return all.substring(all.indexOf("<body>"), all.indexOf("<!-- Vega"));
  }

  private Row first() {
    return SearchedDemo.first(output);
  }

  @Test
  void withoutMetricsAndBoxesTheTagIsFoundAtTheBorder() throws IOException {
    Run run =
        search(
            all -> all.drop("metrics", "chance", "boxes", "annotation", "energy_by_label"), ALONE);

    assertThat(first().<String>getAs("class")).isEqualTo("jug");
    assertThat(first().<Boolean>getAs("flagged")).isTrue();
    assertThat(first().isNullAt(first().fieldIndex("outside"))).isTrue();
    assertThat(run.out())
        .contains(", 1 flagged")
        .contains("Missing  Boxes of objects")
        .contains("Missing  Masking: --sample is 0");
    assertThat(page()).contains("Missing: Boxes of objects");
  }

  @Test
  void ofOneClassNobodyKnowsWhetherOthersLookThere() throws IOException {
    Run run = search(all -> all.where("target_name = 'jug'"), ALONE);

    assertThat(run.out()).contains("Missing  Other classes");
    assertThat(first().isNullAt(first().fieldIndex("purity"))).isTrue();
    assertThat(first().<Boolean>getAs("flagged")).isTrue(); // By the border and beside the object.
  }

  @Test
  void aRunOfErrorsAloneHasNoClusters() throws IOException {
    Run run = search(all -> all.where("false"), ALONE);

    assertThat(run.out()).contains("Clusters 0, 0 flagged").contains("Missing  No map of grad-cam");
    assertThat(page()).contains("No cluster is flagged").contains("Missing: No map of grad-cam");
  }

  @Test
  void flatMapsAreNotGroupedAndOneMapIsNoCluster() throws IOException {
    Run run =
        search(
            all -> all.withColumn("status", expr("IF(image LIKE '%jug_01.jpg', status, 'flat')")),
            ALONE);

    assertThat(run.out()).contains("Maps     1 in 1 classes, 1 of them too small");
  }

  @Test
  void olderTablesLackColumns() throws IOException {
    Run run =
        search(
            all -> all.drop("fingerprint", "details", "curves").where("target_name = 'jug'"), ONE);

    assertThat(run.out()).contains("17 images").doesNotContain("Masking of");
    assertThat(first().<Integer>getAs("asked")).isEqualTo(2);
  }

  @Test
  void imagesThatMovedAwayAreCountedAndFoundAgainWhereTheyAre() throws IOException {
    UnaryOperator<Dataset<Row>> moved =
        all ->
            all.where("target_name = 'jug'")
                .withColumn("image", expr("replace(image, '/jug/', '/gone/')"));

    Run gone = search(moved, ONE);

    assertThat(gone.out()).contains("Missing  Masking of 2 images, such as file:");
    assertThat(first().isNullAt(first().fieldIndex("lost"))).isTrue();
    assertThat(page()).contains("Missing: 17 images cannot be read").contains("missing-picture");

    Path again = folder.resolve("again");
    String images = Demo.FOLDER.resolve("images/jug").toString();
    Run found =
        SearchedDemo.search(
            input, again, List.of("--top", "1", "--sample", "2", "--images", images));
    assertThat(found.out()).doesNotContain("Missing  Masking").contains("masking that place");
  }

  @Test
  void namesAreEscapedAndNoLabelIsNeeded() throws IOException {
    search(
        all ->
            all.where("target_name = 'jug'")
                .withColumn("label", lit(null).cast("int"))
                .withColumn("label_name", lit(null).cast("string"))
                .withColumn("target_name", lit("<script>alert(1)</script>")),
        ALONE);

    assertThat(page())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script>alert");
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnceBeforeSparkStarts() throws IOException {
    Files.createDirectories(output);
    Files.writeString(output.resolve("mine.txt"), "stays");

    Run run =
        SearchedDemo.search(
            SearchedDemo.RUN,
            output,
            List.of(
                "--method", "eigen-cam", "--model", "gone.pt", "--min-purity", "2", "--top", "0"));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.errors())
        .containsExactly(
            "heatmill: Invalid --min-purity: 2.0 (must be 0.5, which is no more than others, to 1)",
            "heatmill: Invalid --top: 0 (must be > 0)",
            "heatmill: No maps of eigen-cam at any layer (the run has: grad-cam at"
                + " features.stage4, layer-cam at features.stage4, random at features.stage4)",
            "heatmill: Output exists: " + output + " (name another folder)",
            "heatmill: Missing model: gone.pt (must be a .pt or .pt2 file, or a folder with one)");
    assertThat(SearchedDemo.search(folder, output, List.of()).errors())
        .first()
        .asString()
        .startsWith("heatmill: Not a finished run: ");
  }
}
