package io.github.heatmill.job.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.DemoBox;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same objects, written in every way that is read, beside six pictures of the demo. */
class AnnotationKindsTest {
  private static final String METRICS = "energy_pointing_game,box_iou,pointing_game";
  private static final String OK = "annotation.objects = 1 AND annotation.problem IS NULL";

  @TempDir static Path folder;
  private static Path output;
  private static List<String> voc;
  private static Map<String, Double> energy;

  @BeforeAll
  static void explain() {
    Path images = Demo.copy(folder.resolve("images"), 1);
    output = folder.resolve("output");
    String annotations = "voc:" + Demo.FOLDER.resolve("annotations");
    Run run =
        Run.demo(
            images,
            output,
            "--methods",
            "grad-cam,random",
            "--metrics",
            METRICS,
            "--annotations",
            annotations);
    assertThat(run.errors()).isEmpty();
    voc = Spark.json(output, RunOutput.EXPLANATIONS);
    energy = energy();
  }

  private static void score(String annotations) {
    Run run = Run.score(output, "--metrics", METRICS, "--annotations", annotations);
    assertThat(run.errors()).isEmpty();
    assertThat(run.exit()).isZero();
  }

  /** By picture and method. */
  private static Map<String, Double> energy() {
    List<Row> rows =
        Spark.table(output, RunOutput.EXPLANATIONS)
            .where(OK)
            .selectExpr("concat(image, ' ', method)", "metrics.energy_pointing_game")
            .collectAsList();
    Map<String, Double> energy = new TreeMap<>();
    rows.forEach(row -> energy.put(row.getString(0), row.getDouble(1)));
    return energy;
  }

  @Test
  void vocMeasuresEveryMap() {
    assertThat(energy).hasSize(6 * 2).doesNotContainValue(0.0);
  }

  @Test
  void boxesAreTheSameToTheBitInCsv() {
    score(DemoBox.csv(folder.resolve("boxes.csv"), DemoBox.ofEachClass()));

    assertThat(Spark.json(output, RunOutput.EXPLANATIONS)).isEqualTo(voc);
  }

  @Test
  void boxesAreTheSameToTheBitInCoco() {
    score(DemoBox.coco(folder.resolve("instances.json"), DemoBox.ofEachClass()));

    assertThat(Spark.json(output, RunOutput.EXPLANATIONS)).isEqualTo(voc);
  }

  @Test
  void boxesAreTheSameToTheBitInSolutionsOfImageNet() {
    Path file = folder.resolve("LOC_val_solution.csv");
    score(DemoBox.imageNet(file, DemoBox.ofEachClass()));

    assertThat(Spark.json(output, RunOutput.EXPLANATIONS)).isEqualTo(voc);
  }

  @Test
  void aMaskIsTheObjectInItsBoxAndHoldsNoMoreOfTheMap() {
    score("masks:" + Demo.FOLDER.resolve("masks"));

    Map<String, Double> masked = energy();
    assertThat(masked.keySet()).isEqualTo(energy.keySet());
    masked.forEach(
        (map, share) ->
            assertThat(share).as(map).isPositive().isLessThanOrEqualTo(energy.get(map)));
    // Objects without a label stand under the empty one.
    assertThat(rows("map_keys(energy_by_label) = array('')")).hasSize(6 * 2);
    // The mask of a drawn object begins and ends where its box does, but for soft edges.
    for (DemoBox object : DemoBox.ofEachClass()) {
      Row box =
          rows("image LIKE '%" + object.picture() + "%' AND method = 'random'")
              .get(0)
              .<Row>getList(0)
              .get(0);
      assertThat(box.<Double>getAs("x")).isCloseTo(object.box().x(), within(1.0));
      assertThat(box.<Double>getAs("height")).isCloseTo(object.box().height(), within(2.0));
      assertThat(box.<String>getAs("label")).isNull();
    }
  }

  private static List<Row> rows(String condition) {
    return Spark.table(output, RunOutput.EXPLANATIONS)
        .where(OK)
        .where(condition)
        .select("boxes")
        .collectAsList();
  }
}
