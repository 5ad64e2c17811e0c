package io.github.heatmill.job.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.DemoRun;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What methods that search report, beside one that does not, over three pictures. */
class DetailsTest {
  private static final String START = "objective_start";
  private static final String END = "objective_end";

  @TempDir static Path folder;
  private static Path output;

  @BeforeAll
  static void explain() {
    Path images = folder.resolve("images");
    for (String name : List.of("fish", "house", "mug")) {
      Demo.copy(Demo.image(name, 1), images.resolve(name + ".jpg"));
    }
    output = folder.resolve("output");
    String methods = "info-cam,opti-cam:steps=3,grad-cam";
    Run run = Run.demo(images, output, "--methods", methods, "--layer", DemoRun.STAGE4);
    assertThat(run.errors()).isEmpty();
    assertThat(Demo.names(output)).contains("statistics");
  }

  @Test
  void infoCamLowersItsObjective() {
    assertThat(details("info-cam"))
        .hasSize(3)
        .allSatisfy(
            found -> {
              assertThat(found).containsOnlyKeys(START, END);
              assertThat(found.get(END)).isLessThan(found.get(START));
            });
  }

  @Test
  void optiCamRaisesItsObjective() {
    assertThat(details("opti-cam:steps=3"))
        .hasSize(3)
        .allSatisfy(
            found -> {
              assertThat(found).containsOnlyKeys(START, END);
              assertThat(found.get(END)).isGreaterThan(found.get(START));
            });
  }

  @Test
  void aMethodThatDoesNotSearchHasNone() {
    assertThat(rows("grad-cam")).hasSize(3).allMatch(row -> row.isNullAt(0));
  }

  @Test
  void sqlReadsThem() {
    String query =
        "SELECT method, count(*) FROM explanations"
            + " WHERE details.objective_end < details.objective_start GROUP BY 1";
    Run run = Run.of("sql", "--input", output.toString(), query);
    assertThat(run.errors()).isEmpty();
    assertThat(run.out()).containsPattern("\\|info-cam *\\|3 *\\|").doesNotContain("opti-cam");
  }

  private static List<Map<String, Double>> details(String method) {
    return rows(method).stream().map(row -> row.<String, Double>getJavaMap(0)).toList();
  }

  private static List<Row> rows(String method) {
    return Spark.table(output, "explanations")
        .where("method = '" + method + "'")
        .select("details")
        .collectAsList();
  }
}
