package io.github.heatmill.job.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two jobs of one process; {@code LocalProcessTest} has two processes. */
class FolderLockTest {
  private static final Configuration HADOOP = new Configuration(false);

  @TempDir Path folder;

  private String output() {
    return "file:" + folder.resolve("output");
  }

  @Test
  void theSecondJobOfAProcessIsRefusedAsLongAsTheFirstWorks() throws IOException {
    FolderLock first = FolderLock.take(output(), "explain", HADOOP);
    long process = ProcessHandle.current().pid();

    assertThatThrownBy(() -> FolderLock.take(output(), "score", HADOOP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "Output is in use: " + output() + " by process " + process + " (explain) on ");
    assertThatThrownBy(() -> FolderLock.expectFree(output(), HADOOP))
        .hasMessageContaining(" in use");

    first.close();
    FolderLock.expectFree(output(), HADOOP);
    FolderLock second = FolderLock.take(output(), "score", HADOOP);
    Files.createDirectories(folder.resolve("output/explanations"));
    second.close();
    assertThat(FolderLock.job(output(), HADOOP)).contains("score");
  }

  @Test
  void aFolderOfAProcessThatWasKilledIsTakenOver() throws IOException {
    Files.createDirectories(folder.resolve("output"));
    FolderOwner killed = FolderOwner.here("explain");
    Files.writeString(folder.resolve("output").resolve(FolderLock.FILE), killed.json());

    FolderLock.expectFree(output(), HADOOP);
    FolderLock.take(output(), "explain", HADOOP).close();
  }

  @Test
  void aFolderThatHeatmillHasNotMadeHasNoJob() throws IOException {
    assertThat(FolderLock.job(output(), HADOOP)).isEmpty();
    FolderLock.expectFree(output(), HADOOP);
    assertThat(folder.resolve("output")).doesNotExist();
  }

  @Test
  void aJobThatWritesNothingLeavesNoFolderBehind() throws IOException {
    FolderLock.take(output(), "compare", HADOOP).close();
    assertThat(folder.resolve("output")).doesNotExist();

    Files.createDirectories(folder.resolve("output"));
    FolderLock.take(output(), "compare", HADOOP).close();
    assertThat(folder.resolve("output")).isDirectoryContaining("glob:**/" + FolderLock.FILE);
  }
}
