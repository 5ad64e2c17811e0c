package io.github.heatmill.job.shortcuts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.DemoRun;
import io.github.heatmill.job.support.DemoShard;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.SearchedDemo;
import io.github.heatmill.job.support.Spark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches in runs over images that are no files: they are masked and drawn all the same. */
class ShortcutsOfTablesAndShardsTest {
  private static final String[] OPTIONS = {"--methods", "grad-cam", "--layer", DemoRun.STAGE4};
  private static final StructType COLUMNS =
      new StructType().add("id", "string").add("photo", "binary");

  @TempDir static Path folder;

  /** Where the table is after it was explained. */
  private static Path moved;

  private static Path run;

  @BeforeAll
  static void explainAndMove() throws IOException {
    List<Row> photos =
        IntStream.rangeClosed(1, 20).mapToObj(ShortcutsOfTablesAndShardsTest::photo).toList();
    Path table = folder.resolve("table");
    moved = folder.resolve("moved");
    run = folder.resolve("run");
    Spark.session()
        .createDataFrame(photos, COLUMNS)
        .repartition(3)
        .write()
        .parquet(table.toString());
    assertThat(Run.demoTable(table, run, OPTIONS).errors()).isEmpty();
    Files.move(table, moved);
  }

  private static Row photo(int number) {
    return RowFactory.create(
        String.format("jug_%02d", number), Demo.bytes(Demo.image("jug", number)));
  }

  private static Run search(Path run, Path found, String... more) {
    List<String> options = new ArrayList<>(List.of("--top", "1", "--sample", "4"));
    options.addAll(List.of(more));
    return SearchedDemo.search(run, found, options);
  }

  @Test
  void theTagIsMaskedInImagesOfATableAndOfShards() throws IOException {
    Path shards = folder.resolve("shards");
    DemoShard.write(shards.resolve("000.tar"), "jug", 1, 9);
    DemoShard.write(shards.resolve("001.tar"), "jug", 10, 20);
    Path ofShards = folder.resolve("of-shards");
    assertThat(Run.demo(shards + "/*.tar", ofShards, OPTIONS).errors()).isEmpty();
    Path inTable = folder.resolve("in-table");
    Path inShards = folder.resolve("in-shards");

    Run searched = search(run, inTable, "--table", moved.toString());
    Run again = search(ofShards, inShards);

    assertThat(searched.errors()).isEmpty();
    assertThat(again.errors()).isEmpty();
    assertThat(searched.out()).doesNotContain("Missing  Masking").doesNotContain("cannot be read");
    assertThat(SearchedDemo.first(inTable).<Integer>getAs("asked")).isEqualTo(4);
    assertThat(SearchedDemo.first(inTable).<Double>getAs("masked")).isLessThan(0.3);
    assertThat(SearchedDemo.first(inTable).<Double>getAs("control")).isGreaterThan(0.95);
    for (String number : List.of("clean", "masked", "control", "lost", "lost_low", "score")) {
      assertThat(SearchedDemo.first(inShards).<Double>getAs(number))
          .isEqualTo(SearchedDemo.first(inTable).getAs(number));
    }
  }

  @Test
  void aTableThatIsGoneIsMissing() {
    Path found = folder.resolve("gone");

    Run searched = search(run, found);

    assertThat(searched.errors()).isEmpty();
    assertThat(searched.out())
        .contains("Missing  Masking of 4 images, such as jug_")
        .contains("Table cannot be read: ");
    assertThat(SearchedDemo.first(found).isNullAt(SearchedDemo.first(found).fieldIndex("lost")))
        .isTrue();
  }
}
