package io.github.heatmill.udf.function.truth;

import static io.github.heatmill.udf.TestTable.map;
import static io.github.heatmill.udf.TestTable.of;
import static io.github.heatmill.udf.TestTable.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the boxes argument. */
@Tag("both-lines")
class BoxesTest {
  /** All evidence in the right column. */
  private static final String MAP = map(2, 2, 0, 1, 0, 1);

  private static final String RIGHT_HALF_OF_IT = Boxes.box(1, 0, 1, 1);
  private static final String CALLS =
      "heatmap_energy(h, boxes, 2, 2); heatmap_hit(h, boxes, 0, 2, 2)";

  @Test
  void fieldsAreFoundByNameAndMayBeAnyNumberWithMoreBesideThem() {
    String box =
        "named_struct('label', 'dog', 'height', 1, 'width', CAST(1 AS BIGINT), 'y', CAST(0 AS FLOAT),"
            + " 'x', CAST(1 AS DECIMAL(3, 1)), 'tags', array('a'))";

    assertThat(on("heatmap_energy(h, boxes, 2, 2)", Boxes.array(box))).isEqualTo(0.5);
  }

  @Test
  void aNullArrayGivesNull() {
    Dataset<Row> rows = of("h, boxes", MAP + ", " + Boxes.array(RIGHT_HALF_OF_IT), MAP + ", NULL");

    assertThat(values("heatmap_energy(h, boxes, 2, 2)", rows)).containsExactly(0.5, null);
    assertThat(values("heatmap_hit(h, boxes, 0, 2, 2)", rows)).containsExactly(true, null);
  }

  @Test
  void anEmptyArrayWithoutATypeGivesNull() {
    for (String call : CALLS.replace("boxes", "array()").split("; ")) {
      assertThat(values(call, of("h", MAP))).as(call).containsOnlyNulls();
    }
    for (String call : CALLS.replace("boxes", "array(NULL)").split("; ")) {
      assertThat(values(call, of("h", MAP))).as(call).containsOnlyNulls();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "y", "width", "height"})
  void aBoxThatIsNullOrLacksANumberIsIgnored(String side) {
    String lacking =
        RIGHT_HALF_OF_IT.replaceFirst(
            "'" + side + "', double\\(\\d\\)", "'" + side + "', double(NULL)");

    assertThat(lacking).contains("NULL");
    assertThat(on("heatmap_energy(h, boxes, 2, 2)", Boxes.array(lacking, RIGHT_HALF_OF_IT, "NULL")))
        .isEqualTo(0.5);
    assertThat(on("heatmap_energy(h, boxes, 2, 2)", Boxes.array(lacking))).isNull();
    assertThat(on("heatmap_hit(h, boxes, 0, 2, 2)", Boxes.array(lacking))).isNull();
  }

  @Test
  void aSideThatIsNotAboveZeroIsAnError() {
    assertRefused(Boxes.box(0, 0, -1, 1), "Invalid box: -1.0 x 1.0 at 0.0, 0.0");
    assertRefused(Boxes.box(0, 0, 1, 0), "Invalid box: 1.0 x 0.0 at 0.0, 0.0");
  }

  @Test
  void aNumberThatIsNotFiniteIsAnError() {
    assertRefused(Boxes.box("'NaN'", 0, 1, 1), "Invalid box: 1.0 x 1.0 at NaN, 0.0");
    assertRefused(Boxes.box(0, 0, "'Infinity'", 1), "Invalid box: Infinity x 1.0 at 0.0, 0.0");
  }

  @Test
  void aBoxOfTheLargestDoublesCoversThePicture() {
    assertThat(on("heatmap_energy(h, boxes, 2, 2)", Boxes.array(Boxes.box(0, 0, "8e307", "8e307"))))
        .isEqualTo(1.0);
    assertThat(
            on(
                "heatmap_energy(h, boxes, 2, 2)",
                Boxes.array(Boxes.box("-4e307", "-4e307", "8e307", "8e307"))))
        .isEqualTo(1.0);
  }

  @Test
  void filterSelectsBoxes() {
    String boxes =
        Boxes.array(
            "named_struct('label', 'dog', 'b', " + RIGHT_HALF_OF_IT + ")",
            "named_struct('label', 'cat', 'b', " + Boxes.box(0, 0, 1, 1) + ")");
    String dogs = "transform(filter(boxes, o -> o.label = 'dog'), o -> o.b)";

    assertThat(on("heatmap_energy(h, " + dogs + ", 2, 2)", boxes)).isEqualTo(0.5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "array(1)",
        "array(named_struct('x', 1, 'width', 1, 'height', 1))",
        "array(named_struct('x', 'left', 'y', 0, 'width', 1, 'height', 1))"
      })
  void otherTypesAreRefusedBeforeTheQueryRuns(String boxes) {
    for (String call : CALLS.replace("boxes", boxes).split("; ")) {
      assertThatThrownBy(() -> of("h", MAP).selectExpr(call))
          .isInstanceOf(AnalysisException.class)
          .hasMessageContaining(
              call.substring(0, call.indexOf('(')) + ": boxes must be array<struct<")
          .hasMessageContaining(
              "x double, y double, width double, height double, ...>>, not array<");
    }
  }

  private static void assertRefused(String box, String problem) {
    for (String call : CALLS.split("; ")) {
      String name = call.substring(0, call.indexOf('('));
      assertThatThrownBy(() -> on(call, Boxes.array(box)))
          .hasStackTraceContaining(name + ": " + problem)
          .hasStackTraceContaining("(sides must be > 0 and numbers finite)");
    }
  }

  private static Object on(String call, String boxes) {
    return values(call, of("h, boxes", MAP + ", " + boxes)).get(0);
  }
}
