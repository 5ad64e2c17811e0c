package io.github.heatmill.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several layers, fused and each for itself. */
class LayersTest {
  @TempDir static Path folder;
  static List<Row> maps;

  @BeforeAll
  static void explain() {
    Path output = folder.resolve("output");
    Run run =
        Run.demo(
            Demo.image("house", 1),
            output,
            "--methods",
            "grad-cam,grad-cam",
            "--layer",
            "features.stage1,features.stage4",
            "--layer",
            "features.stage4",
            "--layer",
            "features.stage1",
            "--layer",
            "auto",
            "--layer",
            "features");
    assertThat(run.errors()).isEmpty();
    maps = Spark.table(output, "explanations").orderBy("layer").collectAsList();
  }

  @Test
  void everySetOfLayersHasOneMap() {
    assertThat(maps)
        .extracting(row -> row.<String>getAs("layer") + " " + row.getAs("method"))
        .containsExactly(
            "features grad-cam",
            "features.stage1 grad-cam",
            "features.stage1,features.stage4 grad-cam",
            "features.stage4 grad-cam");
  }

  @Test
  void aFusedMapIsAsFineAsTheFinestLayer() {
    assertThat(maps)
        .extracting(row -> row.<Row>getAs("heatmap"))
        .extracting(heatmap -> heatmap.getInt(0) + " x " + heatmap.getInt(1))
        .containsExactly("14 x 14", "56 x 56", "56 x 56", "14 x 14");
  }

  @Test
  void aFusedMapIsAMeanOfScaledMaps() {
    Row fused = maps.get(2);
    assertThat(fused.<Double>getAs("minimum")).isBetween(0.0, 1.0);
    assertThat(fused.<Double>getAs("maximum")).isBetween(0.5, 1.0);
  }

  @Test
  void theLastStageIsTheSameByItsOwnNameAndByItsParents() {
    assertThat(maps.get(0).<Row>getAs("heatmap").<byte[]>getAs(2))
        .isEqualTo(maps.get(3).<Row>getAs("heatmap").<byte[]>getAs(2));
  }
}
