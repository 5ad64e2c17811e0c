package io.github.heatmill.job.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Annotations as they come from the world. Pictures of 224 x 224 pixels are enlarged to 448 x 448,
 * of which the network sees the middle: columns and rows 56 to 168 of the source.
 */
class AnnotationRulesTest {
  private static final String SEEN = box("0", 60, 100);
  private static final String CUT_OFF = box("0", 1, 50);

  @TempDir static Path folder;
  private static Path annotations;
  private static Path output;
  private static Run run;

  @BeforeAll
  static void explain() {
    annotations = folder.resolve("annotations");
    // The fish has no file.
    annotate("bicycle", 224, SEEN.replace("thing", "bicycle"), CUT_OFF.replace("thing", "bicycle"));
    annotate("house", 224, CUT_OFF);
    annotate("jug", 224, SEEN, box("1", 60, 80), box("1", 61, 90));
    annotate("mug", 100, SEEN);
    annotate("umbrella", 224);
    output = folder.resolve("output");
    run =
        Run.demo(
            Demo.copy(folder.resolve("images"), 1),
            output,
            "--methods",
            "grad-cam,random",
            "--resize",
            "448",
            "--metrics",
            "energy_pointing_game,pointing_game,complexity",
            "--annotations",
            "voc:" + annotations,
            "--annotations",
            "coco:" + crowd());
  }

  /** An object of Pascal VOC from a corner to a corner, difficult or not. */
  private static String box(String difficult, int from, int to) {
    return """
    <object><name>thing</name><difficult>%s</difficult><bndbox>
    <xmin>%2$d</xmin><ymin>%2$d</ymin><xmax>%3$d</xmax><ymax>%3$d</ymax></bndbox></object>
    """
        .formatted(difficult, from, to);
  }

  private static void annotate(String name, int side, String... objects) {
    String size = "<size><width>%1$d</width><height>%1$d</height></size>".formatted(side);
    String xml = "<annotation>" + size + String.join("", objects) + "</annotation>";
    Demo.write(annotations.resolve(name + "_01.xml"), xml.getBytes(StandardCharsets.UTF_8));
  }

  /** Beside the jug's file, many jugs in one outline. */
  private static Path crowd() {
    String json =
        """
        {"images": [{"id": 7, "file_name": "jug_01.jpg", "width": 224, "height": 224}],
         "annotations": [{"id": 1, "image_id": 7, "category_id": 3, "iscrowd": 1,
           "bbox": [60, 60, 100, 100],
           "segmentation": {"size": [224, 224], "counts": [13500, 90, 36586]}}],
         "categories": [{"id": 3, "name": "jug"}]}
        """;
    return Demo.write(folder.resolve("crowd.json"), json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void everyImageIsExplainedAllTheSame() {
    assertThat(run.errors()).isEmpty();
    assertThat(run.exit()).isZero();
    assertThat(rows("status = 'ok' AND metrics.complexity IS NOT NULL")).hasSize(6 * 2);
  }

  @Test
  void anImageWithoutAnnotationHasNoneAndNoLocalisation() {
    assertThat(of("fish")).hasSize(2).allMatch(row -> row.isNullAt(1) && row.isNullAt(2));
    assertNoLocalisation("fish");
  }

  @Test
  void anAnnotationOfAnotherSizeIsAProblemAndNotAnError() {
    assertThat(of("mug"))
        .extracting(row -> row.get(1).toString())
        .containsOnly(
            "[null,null,null,null,"
                + "Annotation is for an image of 100 x 100, but it has 224 x 224]");
    assertThat(of("mug")).allMatch(row -> row.isNullAt(2));
    assertNoLocalisation("mug");
    assertThat(Spark.table(output, "errors").count()).isZero();
  }

  @Test
  void aBoxThatIsCroppedAwayIsDroppedAndCounted() {
    // Objects, cropped, difficult, crowd. A box of pixels 60..100 from 1 begins at 59:
    // 2 x 59 - 112 = 6, and has 2 x 41 pixels.
    assertThat(annotation("bicycle")).containsOnly("[1,1,0,0,null]");
    assertThat(of("bicycle").get(0).getList(2))
        .extracting(Object::toString)
        .containsExactly("[6.0,6.0,82.0,82.0,bicycle]");
    assertThat(rows("image LIKE '%bicycle%' AND metrics.energy_pointing_game > 0")).hasSize(2);
  }

  @Test
  void whereNothingIsVisibleNothingIsMeasured() {
    assertThat(annotation("house")).containsOnly("[0,1,0,0,null]");
    assertThat(annotation("umbrella")).containsOnly("[0,0,0,0,null]");
    assertThat(of("house")).allMatch(row -> row.getList(2).isEmpty());
    assertNoLocalisation("house");
    assertNoLocalisation("umbrella");
  }

  @Test
  void difficultObjectsAndCrowdsAreCountedAndNotMeasured() {
    assertThat(annotation("jug")).containsOnly("[1,0,2,1,null]");
    assertThat(of("jug").get(0).getList(2)).hasSize(1);
    assertThat(rows("image LIKE '%jug%' AND metrics.energy_pointing_game > 0")).hasSize(2);
  }

  @Test
  void theSummarySaysOverHowManyMapsAMeanIs() {
    List<Row> rows =
        Spark.table(output, RunOutput.SUMMARY)
            .where("target IS NULL AND method = 'grad-cam'")
            .selectExpr("metric", "n", "rows")
            .collectAsList();
    // The bicycle and the jug alone have an object that is seen.
    assertThat(rows)
        .extracting(Row::toString)
        .containsExactlyInAnyOrder(
            "[energy_pointing_game,2,6]", "[pointing_game,2,6]", "[complexity,6,6]");
  }

  private static void assertNoLocalisation(String name) {
    assertThat(
            rows(
                "image LIKE '%"
                    + name
                    + "%' AND metrics.energy_pointing_game IS NULL AND metrics.pointing_game IS NULL"
                    + " AND chance.energy_pointing_game IS NULL AND energy_by_label IS NULL"))
        .hasSize(2);
  }

  private static List<String> annotation(String name) {
    return of(name).stream().map(row -> row.get(1).toString()).toList();
  }

  private static List<Row> of(String name) {
    return rows("image LIKE '%" + name + "%'");
  }

  private static List<Row> rows(String condition) {
    return Spark.table(output, RunOutput.EXPLANATIONS)
        .where(condition)
        .select("method", "annotation", "boxes")
        .collectAsList();
  }
}
