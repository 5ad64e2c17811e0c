package io.github.heatmill.job.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.heatmill.job.support.BadImages;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.DemoRun;
import io.github.heatmill.job.support.Registered;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import io.github.heatmill.job.support.UnusualMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A method that wants to know what is usual, over six pictures and one that is broken. */
class StatisticsTest {
  private static final String METHODS = "grad-cam,unusual:scale=2";
  private static final String EVERY_RESOLUTION =
      "features.stem,features.stage1,features.stage2,features";

  @TempDir static Path folder;
  private static Registered registered;
  private static Path images;
  private static Path output;
  private static Run run;

  @BeforeAll
  static void explain() {
    registered = Registered.of(folder, UnusualMap.class);
    images = Demo.copy(folder.resolve("images"), 1);
    Demo.write(images.resolve("broken.jpg"), BadImages.text());
    output = folder.resolve("output");
    run = Run.demo(images, output, "--methods", METHODS);
  }

  @AfterAll
  static void forget() {
    registered.close();
  }

  @Test
  void methodsChooseTheirLayersWhenUsersDoNot() {
    assertThat(run.errors()).isEmpty();
    assertThat(
            Spark.table(output, "explanations")
                .selectExpr("concat(layer, ' ', method, ' ', heatmap.width, ' ', count(*) OVER ())")
                .distinct()
                .collectAsList())
        .extracting(row -> row.getString(0))
        // 6 images of 2 maps; the fused one is as fine as the stem.
        .containsExactlyInAnyOrder(
            "features grad-cam 14 12", EVERY_RESOLUTION + " unusual:scale=2 112 12");
  }

  @Test
  void theTableHasOneRowForEachLayerThatAMethodWantsToKnow() {
    List<Row> rows = Spark.table(output, "statistics").orderBy("height").collectAsList();

    assertThat(Spark.table(output, "statistics").schema().catalogString())
        .isEqualTo(
            "struct<layer:string,images:bigint,channels:int,height:int,width:int,"
                + "mean:binary,deviation:binary,active:binary>");
    assertThat(rows).extracting(row -> row.getInt(3)).containsExactly(14, 28, 56, 112);
    assertThat(rows).extracting(row -> row.getInt(2)).containsExactly(80, 48, 24, 16);
    assertThat(rows).allMatch(row -> row.getLong(1) == 6);
    assertThat(rows.get(0).<byte[]>getAs("mean")).hasSize(80 * 14 * 14 * Float.BYTES);
  }

  @Test
  void theManifestCountsTheSample() throws IOException {
    String json = Files.readString(output.resolve("manifest.json"));

    assertThat(new ObjectMapper().readTree(json).at("/statistics"))
        .hasToString(
            "{\"layers\":[\""
                + EVERY_RESOLUTION.replace(",", "\",\"")
                + "\"],\"largest_sample\":1000,\"sampled\":7,\"images\":6}");
  }

  @Test
  void theBitsDependNeitherOnPartitionsNorOnOrderNorOnThreads() {
    List<String> statistics = Spark.json(output, "statistics");
    for (int partitions : List.of(1, 4)) {
      Path again = folder.resolve("again-" + partitions);
      // Reversed once, and from a table, whose rows hold the images.
      table(partitions).createOrReplaceTempView("reversed");
      Run other = Run.demoTable("reversed", again, "--methods", METHODS);

      assertThat(other.errors()).isEmpty();
      assertThat(Spark.json(again, "statistics")).isEqualTo(statistics);
      assertThat(Spark.json(again, "explanations").stream().map(StatisticsTest::unlabelled))
          .isEqualTo(
              Spark.json(output, "explanations").stream().map(StatisticsTest::unlabelled).toList());
    }
  }

  private static String unlabelled(String row) {
    return row.replaceAll("\"label(_name)?\":[^,]*,", "");
  }

  private static Dataset<Row> table(int partitions) {
    List<Row> rows = new ArrayList<>();
    List<Path> files = new ArrayList<>(files());
    Collections.reverse(files);
    for (Path file : files) {
      rows.add(RowFactory.create("file:" + file, Demo.bytes(file)));
    }
    return Spark.session()
        .createDataFrame(rows, new StructType().add("path", "string").add("content", "binary"))
        .repartition(partitions);
  }

  private static List<Path> files() {
    List<Path> files = new ArrayList<>();
    Demo.CLASSES.forEach(name -> files.add(images.resolve(name).resolve(name + "_01.jpg")));
    files.add(images.resolve("broken.jpg"));
    return files;
  }

  @Test
  void aSampleIsChosenByTheHashesOfNames() {
    List<Path> chosen =
        files().stream()
            .sorted(Comparator.comparing(file -> DigestUtils.md5Hex("file:" + file)))
            .limit(3)
            .toList();
    Path sampled = folder.resolve("sampled");
    Path alone = folder.resolve("alone");
    String layer = "features.stage4";

    Run.demo(images, sampled, "--methods", METHODS, "--layer", layer, "--statistics-images", "3");
    List<String> more = new ArrayList<>(List.of("--methods", METHODS, "--layer", layer));
    more.add("--images");
    chosen.stream().skip(1).forEach(file -> more.add(file.toString()));
    Run.demo(chosen.get(0), alone, more.toArray(String[]::new));

    assertThat(Spark.json(sampled, "statistics")).hasSize(1);
    assertThat(Spark.json(sampled, "statistics")).isEqualTo(Spark.json(alone, "statistics"));
    assertThat(Spark.table(sampled, "predictions").count()).isEqualTo(6);
  }

  @Test
  void withoutAnyPictureThereAreNoStatistics() {
    Path nothing = folder.resolve("nothing");

    Run failed = Run.demo(images.resolve("broken.jpg"), nothing, "--methods", METHODS);

    assertThat(failed.exit()).isEqualTo(2);
    assertThat(failed.errors())
        .containsExactly(
            "heatmill: No statistics of activations: all 1 sampled images failed"
                + " (methods that need none, such as grad-cam, tell why in the table errors)");
    assertThat(nothing).doesNotExist();
  }

  @Test
  void nobodyAsksForThemInVain() {
    assertThat(DemoRun.RUN.exit()).isZero();
    assertThat(Demo.names(DemoRun.OUTPUT)).doesNotContain("statistics");
    assertThat(new String(Demo.bytes(DemoRun.OUTPUT.resolve("manifest.json"))))
        .doesNotContain("\"statistics\"");
  }
}
