package io.github.heatmill.job.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.job.output.ScoredTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a folder holds, wherever a measuring is cut off. Tables are folders with one file here. */
class ScoredTablesTest {
  private static final Configuration HADOOP = new Configuration();
  private static final List<String> TABLES = List.of("explanations", "score_errors", "summary");
  @TempDir Path folder;
  private ScoredTables tables;

  @BeforeEach
  void finishedRunWithNewTablesBeside() throws IOException {
    tables = ScoredTables.of(folder.toString(), HADOOP);
    Files.writeString(folder.resolve("manifest.json"), "old");
    for (String table : TABLES) {
      write(folder.resolve(table), "old");
      write(Path.of(tables.path(table)), "new");
    }
    write(folder.resolve("scores-unfinished"), "new");
  }

  @Test
  void newTablesTakeThePlaceOfTheOldOnes() throws IOException {
    tables.replace("new");

    assertNewAlone();
  }

  @Test
  void theFirstMeasuringHasNothingToReplaceButExplanations() throws IOException {
    for (String table : List.of("score_errors", "summary")) {
      tables.output().delete(table, HADOOP);
    }
    tables.replace("new");

    assertNewAlone();
  }

  /** After so many tables, the next one is deleted, and not yet replaced. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void goesOnWhereItWasCutOff(int replaced) throws IOException {
    tables.output().rename("manifest.json", "manifest.json-unfinished", HADOOP);
    Files.writeString(folder.resolve("manifest.json-unfinished"), "new");
    for (String table : TABLES.subList(0, replaced)) {
      tables.output().delete(table, HADOOP);
      tables.output().rename(table + "-unfinished", table, HADOOP);
    }
    tables.output().delete(TABLES.get(replaced), HADOOP);
    assertThatThrownBy(() -> FinishedRun.manifest(folder.toString(), HADOOP))
        .hasMessage(
            "Not a finished run: %s (was cut off while heatmill score replaced its tables;"
                + " run that again)",
            folder);

    tables.resume();

    assertNewAlone();
  }

  @Test
  void whatWasCutOffBeforeAllTablesWereWholeLeavesTheRunAsItWas() throws IOException {
    tables.resume();
    tables.clear();

    for (String table : TABLES) {
      assertThat(folder.resolve(table).resolve("part")).hasContent("old");
    }
    assertThat(FinishedRun.manifest(folder.toString(), HADOOP).toUri().getPath())
        .isEqualTo(folder.resolve("manifest.json").toString());
    assertThat(folder.resolve("manifest.json")).hasContent("old");
    assertThat(folder.toFile().list((in, name) -> name.endsWith("-unfinished"))).isEmpty();
  }

  private static void write(Path table, String content) throws IOException {
    Files.createDirectories(table);
    Files.writeString(table.resolve("part"), content);
  }

  private void assertNewAlone() {
    assertThat(folder.resolve("manifest.json")).hasContent("new");
    for (String table : TABLES) {
      assertThat(folder.resolve(table).resolve("part")).hasContent("new");
    }
    assertThat(folder.toFile().list((in, name) -> name.contains("unfinished"))).isEmpty();
  }
}
