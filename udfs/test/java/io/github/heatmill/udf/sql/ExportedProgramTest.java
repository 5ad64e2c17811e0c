package io.github.heatmill.udf.sql;

import static io.github.heatmill.udf.TestSession.rows;
import static io.github.heatmill.udf.TestSession.spark;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.udf.Explainer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Exported programs in SQL and in pipelines of Spark ML give the maps of TorchScript files. */
class ExportedProgramTest {
  private static final Path TWINS = Path.of("../src/test/resources/networks/twins");
  private static final String QUERY =
      "SELECT e.predicted, e.probability, e.heatmap.values FROM (SELECT name, explain(content,"
          + " 'grad-cam') AS e FROM images) WHERE e.status = 'ok' ORDER BY name";

  @BeforeEach
  void settings() {
    GreyImages.table().createOrReplaceTempView("images");
    spark().conf().set(QuerySettings.LAYER, "layer1.0");
    spark().conf().set(QuerySettings.BATCH_SIZE, "4");
  }

  @Test
  void theFunctionGivesTheSame() {
    assertEqual(explained("residual-dynamic.pt2"), explained("residual.pt"));
  }

  @Test
  void theFunctionTakesTheBatchSizeFromTheProgram() {
    List<Row> expected = explained("residual.pt");

    spark().conf().unset(QuerySettings.BATCH_SIZE);
    assertEqual(explained("residual-4.pt2"), expected);
    assertEqual(explained("residual-1.pt2"), expected);
  }

  @Test
  void anotherBatchSizeThanThatOfTheProgramIsRefused() {
    spark().conf().set(QuerySettings.BATCH_SIZE, "3");
    try {
      assertThatThrownBy(() -> explained("residual-4.pt2"))
          .hasStackTraceContaining(
              "Invalid spark.heatmill.batchSize: 3 (the program was exported for 4 images at once;"
                  + " leave the setting out)");
    } finally {
      spark().conf().unset(QuerySettings.BATCH_SIZE);
    }
  }

  @Test
  void theStageOfAPipelineGivesTheSame() {
    Explainer stage =
        new Explainer()
            .setModelUrl(TWINS.resolve("residual-1.pt2").toString())
            .setLayer("layer1.0")
            .setMethod("grad-cam")
            .setInputCol("content")
            .setOutputCol("e");

    List<Row> actual =
        stage
            .transform(GreyImages.table())
            .where("e.status = 'ok'")
            .orderBy("name")
            .select("e.predicted", "e.probability", "e.heatmap.values")
            .collectAsList();

    assertEqual(actual, explained("residual.pt"));
  }

  private static List<Row> explained(String network) {
    spark().conf().set(QuerySettings.MODEL, TWINS.resolve(network).toString());
    return rows(QUERY);
  }

  private static void assertEqual(List<Row> actual, List<Row> expected) {
    assertThat(actual).hasSize(10).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i).getInt(0)).isEqualTo(expected.get(i).getInt(0));
      assertThat(actual.get(i).getDouble(1)).isCloseTo(expected.get(i).getDouble(1), within(1e-6));
      assertThat(values(actual.get(i))).containsExactly(values(expected.get(i)), within(1e-5f));
    }
  }

  private static float[] values(Row row) {
    FloatBuffer floats =
        ByteBuffer.wrap(row.getAs(2)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] values = new float[floats.remaining()];
    floats.get(values);
    return values;
  }
}
