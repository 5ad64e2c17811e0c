package io.github.heatmill.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.Demo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a driver holds of a dataset before its run: the listing is Hadoop's, of any Spark line. */
@Tag("cluster")
@Tag("exhaustive")
class MillionPathsTest {
  private static final Path IN_MEMORY = Path.of("/dev/shm");
  private static final int FOLDERS = 1_000;
  private static final int FILES = 1_000;
  private static final int MINUTES = 5;

  /** Less than 1 GB: 950 x 1,048,576 bytes are 996 million. */
  private static final String HEAP = "-Xmx950m";

  private static Path images;
  @TempDir Path folder;

  @BeforeAll
  static void make() throws IOException {
    images =
        Files.isWritable(IN_MEMORY)
            ? Files.createTempDirectory(IN_MEMORY, "heatmill-paths")
            : Files.createTempDirectory("heatmill-paths");
    IntStream.range(0, FOLDERS).parallel().forEach(MillionPathsTest::make);
  }

  @AfterAll
  static void remove() throws IOException {
    try (var folders = Files.list(images)) {
      folders.parallel().map(Path::toFile).forEach(FileUtil::fullyDelete);
    }
    Files.delete(images);
  }

  private static void make(int number) {
    try {
      Path here = Files.createDirectory(images.resolve(String.format("shelf-%04d", number)));
      for (int i = 0; i < FILES; i++) {
        Files.createFile(here.resolve(String.format("photograph-%04d.jpg", i)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one executor of this driver has its place in the same heap. */
  @Test
  void oneMillionPathsArePlannedInLessThanOneGigabyte() throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    Process driver =
        new ProcessBuilder(driver()).redirectErrorStream(true).redirectOutput(log.toFile()).start();

    boolean ended = driver.waitFor(MINUTES, TimeUnit.MINUTES);

    driver.destroyForcibly();
    assertThat(ended).as(() -> text(log)).isTrue();
    assertThat(text(log)).containsPattern("(?m)^1000000 rows$");
  }

  private List<String> driver() {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Spark needs to reach into Java, as this JVM was allowed to.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(line::add);
    line.addAll(List.of(HEAP, "-Dspark.master=local[1]", "-Dspark.ui.enabled=false"));
    line.addAll(List.of("-Dspark.driver.host=127.0.0.1", SparkHome.FIRST_COMPILER_ALONE));
    line.addAll(List.of("-cp", Cluster.ownClassPath(), MillionPaths.class.getName()));
    line.addAll(List.of("--images", images.toString(), "--model", Demo.MODEL.toString()));
    line.addAll(List.of("--output", folder.resolve("output").toString()));
    return line;
  }

  private static String text(Path log) {
    return new String(Demo.bytes(log));
  }
}
