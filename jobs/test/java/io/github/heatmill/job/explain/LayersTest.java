package io.github.heatmill.job.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import io.github.heatmill.tensor.Resize;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.table.Float32;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
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
    Tensor fine = scaled(maps.get(1));
    Tensor coarse = Resize.bilinear(scaled(maps.get(3)), 56, 56);
    float[] means = new float[56 * 56];
    for (int i = 0; i < means.length; i++) {
      means[i] = (fine.values()[i] + coarse.values()[i]) / 2;
    }

    assertThat(values(fused)).containsExactly(means, within(1e-6f));
    assertThat(fused.<Double>getAs("minimum")).isCloseTo(least(means), within(1e-6));
    assertThat(fused.<Double>getAs("maximum")).isCloseTo(greatest(means), within(1e-6));
  }

  /** The map of a row from 0 to 1. */
  private static Tensor scaled(Row row) {
    float[] values = values(row);
    double least = least(values);
    double range = greatest(values) - least;
    int side = (int) Math.sqrt(values.length);
    Tensor scaled = Tensor.zeros(1, side, side);
    for (int i = 0; i < values.length; i++) {
      scaled.values()[i] = (float) ((values[i] - least) / range);
    }
    return scaled;
  }

  private static float[] values(Row row) {
    return Float32.values(row.<Row>getAs("heatmap").getAs(2));
  }

  private static double least(float[] values) {
    return numbers(values).min().orElseThrow();
  }

  private static double greatest(float[] values) {
    return numbers(values).max().orElseThrow();
  }

  private static DoubleStream numbers(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]);
  }

  @Test
  void theLastStageIsTheSameByItsOwnNameAndByItsParents() {
    assertThat(maps.get(0).<Row>getAs("heatmap").<byte[]>getAs(2))
        .isEqualTo(maps.get(3).<Row>getAs("heatmap").<byte[]>getAs(2));
  }
}
