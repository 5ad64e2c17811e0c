package io.github.heatmill.job.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What Spark stores on one machine is in folders that only the user can enter. */
class LocalFoldersTest {
  @TempDir Path folder;

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Files have no modes")
  void everyFolderThatTheUserHasChosenGetsAPrivateOne() throws Exception {
    String chosen = folder.resolve("a") + ", " + folder.resolve("b");

    Map<String, String> settings = settings("local[2]", chosen);

    List<Path> used = Stream.of(settings.get("spark.local.dir").split(",")).map(Path::of).toList();
    assertThat(used)
        .extracting(Path::getParent)
        .containsExactly(folder.resolve("a"), folder.resolve("b"));
    for (Path each : used) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void workersOfAClusterMakeTheirOwn() {
    assertThat(settings("spark://host:7077", folder.toString())).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  /** The command's own temporary folder is private already. */
  @Test
  void whereNoneIsChosenNothingIsSet() {
    assertThat(LocalFolders.settings(new SparkConf(false).set("spark.master", "local"))).isEmpty();
  }

  private static Map<String, String> settings(String master, String folders) {
    return LocalFolders.settings(
        new SparkConf(false).set("spark.master", master).set("spark.local.dir", folders));
  }
}
