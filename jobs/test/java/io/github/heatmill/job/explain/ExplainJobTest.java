package io.github.heatmill.job.explain;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.DemoRun;
import io.github.heatmill.job.support.Spark;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.Metrics;
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The tables of one run over 24 of the demo's pictures. */
@Tag("both-lines")
class ExplainJobTest {
  @Test
  void theRunIsDone() {
    assertThat(DemoRun.RUN.errors()).isEmpty();
    assertThat(DemoRun.RUN.exit()).isZero();
  }

  @Test
  void nothingButTheTablesTheManifestAndWhatGoingOnNeedsIsLeft() {
    assertThat(Demo.names(DemoRun.OUTPUT))
        .containsExactly(
            ".heatmill.json", "errors", "explanations", "manifest.json", "predictions", "state");
  }

  @Test
  void predictionsHaveTheColumnsOfTheContract() {
    assertThat(Spark.table(DemoRun.OUTPUT, "predictions").schema().catalogString())
        .isEqualTo(
            "struct<image:string,label:int,label_name:string,predicted:int,predicted_name:string,"
                + "probability:double,image_width:int,image_height:int,fingerprint:bigint,"
                + "score:double,labels:array<struct<class:int,name:string>>,model:string,"
                + "top_k:array<struct<class:int,name:string,probability:double,score:double>>,"
                + "predicted_labels:array<struct<class:int,name:string,probability:double,"
                + "score:double>>,targets:int>");
  }

  @Test
  void explanationsHaveTheColumnsOfTheContract() {
    String metrics = columns(metric -> true);
    String chance = columns(metric -> metric.card().hasChance());

    assertThat(metrics).startsWith("deletion:double,insertion:double,average_drop:double,");
    assertThat(Spark.table(DemoRun.OUTPUT, "explanations").schema().catalogString())
        .isEqualTo(
            "struct<image:string,label:int,label_name:string,predicted:int,predicted_name:string,"
                + "probability:double,image_width:int,image_height:int,fingerprint:bigint,"
                + "score:double,labels:array<struct<class:int,name:string>>,"
                + "target_rank:int,target:int,target_name:string,target_probability:double,"
                + "target_score:double,"
                + "model:string,layer:string,method:string,status:string,"
                + "heatmap:struct<height:int,width:int,values:binary>,"
                + "minimum:double,maximum:double,"
                + "metrics:struct<"
                + metrics
                + ">,chance:struct<"
                + chance
                + ">,curves:map<string,array<double>>,energy_by_label:map<string,double>,"
                + "details:map<string,double>,"
                + "boxes:array<struct<x:double,y:double,width:double,height:double,"
                + "label:string>>,"
                + "annotation:struct<objects:int,cropped:int,difficult:int,crowd:int,"
                + "problem:string>>");
  }

  private static String columns(Predicate<Metric> which) {
    return Metrics.all().stream()
        .filter(which)
        .flatMap(metric -> metric.columns().stream())
        .map(column -> column.name() + ":double")
        .collect(joining(","));
  }

  @Test
  void errorsHaveTheColumnsOfTheContract() {
    assertThat(Spark.table(DemoRun.OUTPUT, "errors").schema().catalogString())
        .isEqualTo("struct<image:string,stage:string,reason:string>");
  }

  @Test
  void everyImageIsInPredictionsOnceAndNoneInErrors() {
    List<String> expected =
        Demo.CLASSES.stream()
            .flatMap(
                name ->
                    List.of(1, 2, 3, 4).stream().map(i -> name + "/" + name + "_0" + i + ".jpg"))
            .map(image -> "file:" + DemoRun.IMAGES + "/" + image)
            .toList();

    assertThat(Spark.table(DemoRun.OUTPUT, "predictions").orderBy("image").collectAsList())
        .extracting(row -> row.getString(0))
        .isEqualTo(expected);
    assertThat(Spark.table(DemoRun.OUTPUT, "errors").count()).isZero();
  }

  @Test
  void everyImageHasAMapOfEachMethod() {
    assertThat(
            Spark.table(DemoRun.OUTPUT, "explanations")
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
  void theLabelIsTheFolder() {
    for (Row row : Spark.table(DemoRun.OUTPUT, "predictions").collectAsList()) {
      String name = row.getString(0).replaceFirst(".*/(\\w+)/[^/]+$", "$1");
      assertThat(row.<String>getAs("label_name")).isEqualTo(name);
      assertThat(row.<Integer>getAs("label")).isEqualTo(Demo.CLASSES.indexOf(name));
    }
  }

  @Test
  void theTargetIsThePredictedClass() {
    assertThat(
            Spark.table(DemoRun.OUTPUT, "explanations")
                .where(
                    "target = predicted AND target_name = predicted_name"
                        + " AND target_probability = probability")
                .count())
        .isEqualTo(3 * 24);
  }

  @Test
  void theTopClassesAreSortedAndBeginWithThePredictedOne() {
    for (Row row : Spark.table(DemoRun.OUTPUT, "predictions").collectAsList()) {
      List<Row> top = row.getList(row.fieldIndex("top_k"));
      assertThat(top).hasSize(5);
      assertThat(top).extracting(c -> -c.getDouble(2)).isSorted();
      assertThat(top.get(0).getInt(0)).isEqualTo(row.<Integer>getAs("predicted"));
      assertThat(top.get(0).getDouble(2)).isEqualTo(row.<Double>getAs("probability"));
    }
  }
}
