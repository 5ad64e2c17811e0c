package io.github.heatmill.job.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.ImageExplainer;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.DemoRun;
import io.github.heatmill.job.support.Spark;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.method.activation.RandomMap;
import io.github.heatmill.method.gradient.GradCam;
import io.github.heatmill.method.gradient.LayerCam;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** The maps in the table are those that the library gives for single images. */
class HeatmapsTest {
  private static final double TOLERANCE = 1e-6;

  @Test
  void mapsAreThoseOfTheLibrary() {
    ImageExplainer explainer = ImageExplainer.open(Demo.MODEL.resolve("demo.pt"), DemoRun.STAGE4);
    for (SaliencyMethod method : List.of(new GradCam(), new LayerCam(), new RandomMap())) {
      List<Row> rows =
          Spark.table(DemoRun.OUTPUT, "explanations")
              .where("method = '" + method.id() + "'")
              .collectAsList();
      assertThat(rows).hasSize(24);
      rows.forEach(row -> assertSame(row, explainer, method));
    }
  }

  private static void assertSame(Row row, ImageExplainer explainer, SaliencyMethod method) {
    Path image = Path.of(row.getString(0).substring("file:".length()));
    ImageExplainer.Explained expected = explainer.explain(Demo.bytes(image), method);

    assertThat(row.<Integer>getAs("predicted")).isEqualTo(expected.predicted());
    assertThat(row.<String>getAs("predicted_name")).isEqualTo(expected.className());
    assertThat(row.<Double>getAs("probability"))
        .isCloseTo(expected.probability(), within(TOLERANCE));
    Row heatmap = row.getAs("heatmap");
    assertThat(List.of(heatmap.getInt(0), heatmap.getInt(1)))
        .isEqualTo(
            List.of(expected.heatmap().values().length(0), expected.heatmap().values().length(1)));
    assertThat(floats(heatmap.getAs(2)))
        .containsExactly(expected.heatmap().values().values(), within((float) TOLERANCE));
  }

  @Test
  void minimumAndMaximumAreThoseOfTheMap() {
    for (Row row : Spark.table(DemoRun.OUTPUT, "explanations").collectAsList()) {
      float[] values = floats(row.<Row>getAs("heatmap").getAs(2));
      double minimum = Double.POSITIVE_INFINITY;
      double maximum = Double.NEGATIVE_INFINITY;
      for (float value : values) {
        minimum = Math.min(minimum, value);
        maximum = Math.max(maximum, value);
      }
      assertThat(row.<Double>getAs("minimum")).isEqualTo(minimum);
      assertThat(row.<Double>getAs("maximum")).isEqualTo(maximum);
    }
  }

  private static float[] floats(byte[] littleEndian) {
    float[] values = new float[littleEndian.length / Float.BYTES];
    ByteBuffer.wrap(littleEndian).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }
}
