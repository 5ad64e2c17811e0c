package io.github.heatmill.job.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All methods in one run, over images that share batches in one run and not in another. */
class EveryMethodRunTest {
  /** Options for those that would run the network thousands of times. */
  private static final Map<String, String> CUT_DOWN =
      Map.of(
          "rise", "rise:masks=20",
          "ss-cam", "ss-cam:samples=1",
          "is-cam", "is-cam:steps=1",
          "opti-cam", "opti-cam:steps=1");

  private static final String ID = "%s_01.jpg";

  @TempDir static Path folder;
  private static Path together;
  private static Path alone;

  @BeforeAll
  static void explain() {
    together = explained("together", "bicycle", "fish", "house", "mug", "umbrella");
    alone = explained("alone", "house");
  }

  private static Path explained(String name, String... classes) {
    Path images = folder.resolve(name);
    for (String of : classes) {
      Demo.copy(Demo.image(of, 1), images.resolve(ID.formatted(of)));
    }
    Path output = folder.resolve(name + "-output");
    String methods =
        Methods.all().stream().map(EveryMethodRunTest::id).collect(Collectors.joining(","));
    assertThat(Run.demo(images, output, "--methods", methods).errors()).isEmpty();
    return output;
  }

  private static String id(SaliencyMethod method) {
    return CUT_DOWN.getOrDefault(method.id(), method.id());
  }

  @Test
  void everyMethodHasASoundMapOfEveryImage() {
    List<Row> rows =
        Spark.table(together, "explanations").groupBy("method", "status").count().collectAsList();
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.getString(1)).as(row.getString(0)).isEqualTo("ok");
              assertThat(row.getLong(2)).as(row.getString(0)).isEqualTo(5);
            })
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrderElementsOf(
            Methods.all().stream().map(EveryMethodRunTest::id).toList());
  }

  @Test
  void methodsThatFuseAreGivenTheLastMapOfEachResolution() {
    assertThat(
            Spark.table(together, "explanations")
                .where("method = 'integrative-cam'")
                .select("layer")
                .distinct()
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("features.stem,features.stage1,features.stage2,features");
  }

  /** But for those that compare it with others. */
  @Test
  void theMapOfAnImageDoesNotDependOnItsNeighbours() {
    Map<String, byte[]> expected = house(alone);
    Map<String, byte[]> actual = house(together);
    Methods.all().stream()
        .filter(method -> !method.wantsStatistics())
        .map(EveryMethodRunTest::id)
        .forEach(id -> assertThat(Arrays.equals(actual.get(id), expected.get(id))).as(id).isTrue());
  }

  private static Map<String, byte[]> house(Path output) {
    Map<String, byte[]> maps = new TreeMap<>();
    Spark.table(output, "explanations")
        .where("image LIKE '%house%'")
        .select("method", "heatmap.values")
        .collectAsList()
        .forEach(row -> maps.put(row.getString(0), row.getAs(1)));
    return maps;
  }
}
