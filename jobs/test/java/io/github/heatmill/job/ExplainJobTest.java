package io.github.heatmill.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.ImageExplainer;
import io.github.heatmill.method.GradCam;
import io.github.heatmill.method.LayerCam;
import io.github.heatmill.method.RandomMap;
import io.github.heatmill.method.SaliencyMethod;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of one run over 24 of the demo's pictures. */
class ExplainJobTest {
  private static final double TOLERANCE = 1e-6;
  private static final String STAGE4 = "features.stage4";

  @TempDir static Path folder;
  static Path output;
  static Run run;

  @BeforeAll
  static void explain() {
    Path images = Demo.copy(folder.resolve("images"), 4);
    output = folder.resolve("output");
    run = Run.demo(images, output, "--layer", STAGE4, "--labels", "folder", "--batch-size", "8");
  }

  @Test
  void theRunIsDone() {
    assertThat(run.errors()).isEmpty();
    assertThat(run.exit()).isZero();
  }

  @Test
  void nothingButTheTablesAndTheManifestIsLeft() {
    assertThat(Demo.names(output))
        .containsExactly(
            ".manifest.json.crc", "errors", "explanations", "manifest.json", "predictions");
  }

  @Test
  void predictionsHaveTheColumnsOfTheContract() {
    assertThat(Spark.table(output, "predictions").schema().catalogString())
        .isEqualTo(
            "struct<image:string,label:int,label_name:string,predicted:int,predicted_name:string,"
                + "probability:double,model:string,"
                + "top_k:array<struct<class:int,name:string,probability:double>>>");
  }

  @Test
  void explanationsHaveTheColumnsOfTheContract() {
    assertThat(Spark.table(output, "explanations").schema().catalogString())
        .isEqualTo(
            "struct<image:string,label:int,label_name:string,predicted:int,predicted_name:string,"
                + "probability:double,target:int,target_name:string,target_probability:double,"
                + "model:string,layer:string,method:string,status:string,"
                + "heatmap:struct<height:int,width:int,values:binary>,"
                + "minimum:double,maximum:double,"
                + "metrics:struct<deletion:double,insertion:double,average_drop:double>,"
                + "boxes:array<struct<x:double,y:double,width:double,height:double,"
                + "label:string>>>");
  }

  @Test
  void errorsHaveTheColumnsOfTheContract() {
    assertThat(Spark.table(output, "errors").schema().catalogString())
        .isEqualTo("struct<image:string,stage:string,reason:string>");
  }

  @Test
  void everyImageIsInPredictionsOnceAndNoneInErrors() {
    List<String> expected =
        Demo.CLASSES.stream()
            .flatMap(
                name ->
                    List.of(1, 2, 3, 4).stream().map(i -> name + "/" + name + "_0" + i + ".jpg"))
            .map(image -> "file:" + folder.resolve("images") + "/" + image)
            .toList();

    assertThat(Spark.table(output, "predictions").orderBy("image").collectAsList())
        .extracting(row -> row.getString(0))
        .isEqualTo(expected);
    assertThat(Spark.table(output, "errors").count()).isZero();
  }

  @Test
  void everyImageHasAMapOfEachMethod() {
    assertThat(
            Spark.table(output, "explanations")
                .groupBy("layer", "method", "status")
                .count()
                .orderBy("method")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly(
            "[features.stage4,grad-cam,ok,24]",
            "[features.stage4,layer-cam,ok,24]",
            "[features.stage4,random,ok,24]");
  }

  @Test
  void mapsAreThoseOfTheLibrary() {
    ImageExplainer explainer = ImageExplainer.open(Demo.MODEL.resolve("demo.pt"), STAGE4);
    for (SaliencyMethod method : List.of(new GradCam(), new LayerCam(), new RandomMap())) {
      List<Row> rows =
          Spark.table(output, "explanations")
              .where("method = '" + method.id() + "'")
              .collectAsList();
      assertThat(rows).hasSize(24);
      rows.forEach(row -> assertSame(row, explainer, method));
    }
  }

  private static void assertSame(Row row, ImageExplainer explainer, SaliencyMethod method) {
    Path image = Path.of(URI.create(row.getString(0)));
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
    for (Row row : Spark.table(output, "explanations").collectAsList()) {
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

  @Test
  void theLabelIsTheFolder() {
    for (Row row : Spark.table(output, "predictions").collectAsList()) {
      String name = row.getString(0).replaceFirst(".*/(\\w+)/[^/]+$", "$1");
      assertThat(row.<String>getAs("label_name")).isEqualTo(name);
      assertThat(row.<Integer>getAs("label")).isEqualTo(Demo.CLASSES.indexOf(name));
    }
  }

  @Test
  void theTargetIsThePredictedClass() {
    assertThat(
            Spark.table(output, "explanations")
                .where(
                    "target = predicted AND target_name = predicted_name"
                        + " AND target_probability = probability")
                .count())
        .isEqualTo(3 * 24);
  }

  @Test
  void theTopClassesAreSortedAndBeginWithThePredictedOne() {
    for (Row row : Spark.table(output, "predictions").collectAsList()) {
      List<Row> top = row.getList(row.fieldIndex("top_k"));
      assertThat(top).hasSize(5);
      assertThat(top).extracting(c -> -c.getDouble(2)).isSorted();
      assertThat(top.get(0).getInt(0)).isEqualTo(row.<Integer>getAs("predicted"));
      assertThat(top.get(0).getDouble(2)).isEqualTo(row.<Double>getAs("probability"));
    }
  }

  private static float[] floats(byte[] littleEndian) {
    float[] values = new float[littleEndian.length / Float.BYTES];
    ByteBuffer.wrap(littleEndian).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }
}
