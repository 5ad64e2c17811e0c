package io.github.heatmill.udf.table;

import static io.github.heatmill.udf.TestTable.map;
import static io.github.heatmill.udf.TestTable.of;
import static io.github.heatmill.udf.TestTable.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.image.Channels;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Resizing;
import io.github.heatmill.udf.TestSession;
import java.nio.file.Path;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that queries read the size of the network's input from the metadata of tables. */
@Tag("both-lines")
class InputFrameTest {
  private static final String BOX =
      "array(named_struct('x', 2, 'y', 0, 'width', 2, 'height', 2, 'label', 'dog'))";

  @TempDir Path folder;

  /** A run of a network whose input is 4 x 2 pixels, and one of 8 x 1. */
  @BeforeEach
  void runs() {
    run(4, 2).createOrReplaceTempView("run");
    run(8, 1).createOrReplaceTempView("other_run");
    table().createOrReplaceTempView("anything");
  }

  private static Dataset<Row> run(int width, int height) {
    return InputFrame.on(
        table(),
        new Preprocessing(width, height, Resizing.stretch(), Channels.rgb(0), Channels.rgb(1)));
  }

  private static Dataset<Row> table() {
    return of("image, heatmap, boxes", "'a', " + map(1, 2, 0, 1) + ", " + BOX);
  }

  @Test
  void theColumnsOfARunCarryTheInputSize() {
    // Four columns hold 0, 1/4, 3/4, 1: the right half 7/4 of 2. Eight hold 0, 0, 1/8, 3/8, ... 1.
    assertThat(value("heatmap_energy(heatmap, boxes) FROM run")).isEqualTo(0.875);
    assertThat(value("heatmap_energy(heatmap, boxes) FROM other_run")).isEqualTo(0.125);
    assertThat(value("heatmap_hit(heatmap, boxes, 0) FROM run")).isEqualTo(true);
    assertThat(value("heatmap_hit(heatmap, boxes, 0) FROM other_run")).isEqualTo(false);
    assertThat(values("heatmap_energy(heatmap, boxes)", run(4, 2))).containsExactly(0.875);
  }

  @Test
  void oneOfTheTwoColumnsIsEnough() {
    assertThat(value("heatmap_energy(heatmap, " + BOX + ") FROM run")).isEqualTo(0.875);
    assertThat(value("heatmap_energy(heatmap_of(1, 2, array(0, 1)), boxes) FROM run"))
        .isEqualTo(0.875);
  }

  @Test
  void theMetadataSurvivesOtherFunctions() {
    assertThat(value("heatmap_energy(heatmap, filter(boxes, b -> b.label = 'dog')) FROM run"))
        .isEqualTo(0.875);
    assertThat(value("heatmap_energy(heatmap_normalize(heatmap), boxes) FROM run"))
        .isEqualTo(0.875);
    assertThat(value("heatmap_energy(coalesce(heatmap, heatmap), array(boxes[0])) FROM run"))
        .isEqualTo(0.875);
  }

  @Test
  void theMetadataSurvivesSubqueriesAliasesAndViews() {
    assertThat(value("heatmap_energy(h, b) FROM (SELECT heatmap AS h, boxes AS b FROM run)"))
        .isEqualTo(0.875);
    TestSession.spark()
        .sql("CREATE OR REPLACE TEMP VIEW dogs AS SELECT * FROM run WHERE image = 'a'");
    assertThat(value("heatmap_energy(heatmap, boxes) FROM dogs")).isEqualTo(0.875);
    assertThat(value("avg(heatmap_energy(heatmap, boxes)) FROM dogs GROUP BY image"))
        .isEqualTo(0.875);
  }

  @Test
  void theMetadataSurvivesJoins() {
    assertThat(
            value(
                "heatmap_energy(r.heatmap, r.boxes) FROM run r JOIN anything o ON r.image = o.image"))
        .isEqualTo(0.875);
    // Boxes of another table are taken as measured in the run's input.
    assertThat(
            value(
                "heatmap_energy(r.heatmap, o.boxes) FROM run r JOIN anything o ON r.image = o.image"))
        .isEqualTo(0.875);
  }

  @Test
  void theMetadataSurvivesParquetFiles() {
    String path = folder.resolve("table").toString();
    run(4, 2).write().parquet(path);

    assertThat(value("heatmap_energy(heatmap, boxes) FROM parquet.`" + path + "`"))
        .isEqualTo(0.875);
    assertThat(value("heatmap_hit(heatmap, boxes, 0) FROM parquet.`" + path + "`")).isEqualTo(true);
  }

  @Test
  void argumentsOfTheQueryComeFirst() {
    assertThat(value("heatmap_energy(heatmap, boxes, 1, 8) FROM run")).isEqualTo(0.125);
  }

  @Test
  void aHeightOfTheQueryIsNotCompletedByAWidthOfAColumn() {
    assertThatThrownBy(() -> value("heatmap_energy(heatmap, boxes, 4) FROM run"))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining(
            "heatmap_energy: Missing width: what columns carry does not go with what the query gives"
                + " (call heatmap_energy(h, boxes, height, width))");
    assertThatThrownBy(() -> value("heatmap_overlay(X'00', heatmap, 0.5, 224) FROM run"))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("heatmap_overlay: Missing width: ");
  }

  @Test
  void withoutMetadataTheErrorNamesTheMissingArguments() {
    assertMissing("heatmap_energy(heatmap, boxes) FROM anything", "height");
    assertMissing("heatmap_hit(heatmap, boxes, 0) FROM anything", "height");
    assertThat(value("heatmap_energy(heatmap, boxes, 2, 4) FROM anything")).isEqualTo(0.875);
  }

  /** Boxes of one frame over the maps of another would give a wrong number. */
  @Test
  void columnsThatDisagreeAreNotUsed() {
    String join = " FROM run r JOIN other_run o ON r.image = o.image";

    assertMissing("heatmap_energy(r.heatmap, o.boxes)" + join, "height");
    assertMissing("heatmap_hit(r.heatmap, o.boxes, 0)" + join, "height");
    assertThat(value("heatmap_energy(r.heatmap, o.boxes, 2, 4)" + join)).isEqualTo(0.875);
  }

  private static void assertMissing(String query, String side) {
    String name = query.substring(0, query.indexOf('('));
    assertThatThrownBy(() -> TestSession.spark().sql("SELECT " + query))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining(
            name
                + ": Missing "
                + side
                + ": no column carries it, or columns disagree (call "
                + name
                + "(h, boxes")
        .hasMessageContaining("height, width)");
  }

  private static Object value(String query) {
    return TestSession.value("SELECT " + query);
  }
}
