package io.github.heatmill.job.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.DemoRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.package$;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script for users of PySpark, where there is a Python. */
@Tag("cluster")
class PySparkTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String SCRIPT = ROOT.resolve("scripts/python/sql_functions.py").toString();
  private static final String LINE =
      "spark-" + package$.MODULE$.SPARK_VERSION().replaceFirst("\\.\\d+$", "");
  private static final int MINUTES = 5;

  @TempDir Path folder;

  @Test
  void missingPySparkIsSaidInOneLine() throws IOException, InterruptedException {
    assumeTrue(python("-c", "print()").exit() == 0, "Missing python3");
    assumeTrue(python("-c", "import pyspark").exit() != 0, "Missing a python3 without PySpark");

    Answer answer = python(SCRIPT, folder.toString());

    assertThat(answer.exit()).isEqualTo(2);
    assertThat(answer.text())
        .isEqualTo(
            "sql_functions.py: Missing PySpark (pip install pyspark, in the version of your Spark)\n");
  }

  @Test
  void functionsAndExplainerWorkFromPySpark() throws IOException, InterruptedException {
    assumeTrue(
        ("spark-" + python("-c", "import pyspark; print(pyspark.__version__)").text())
            .startsWith(LINE + "."),
        "Missing PySpark of " + LINE + " (pip install pyspark)");
    assumeTrue(
        Files.exists(ROOT.resolve("jobs/target/" + LINE + "/application.classpath")),
        "Missing the application's class path (mvn package)");
    assertThat(DemoRun.RUN.exit()).isZero();
    String images = DemoRun.IMAGES.resolve("fish").toString();

    Answer answer =
        python(
            SCRIPT,
            DemoRun.OUTPUT.toString(),
            "--model",
            Demo.MODEL.toString(),
            "--images",
            images);

    assertThat(answer.exit()).as(answer.text()).isZero();
    assertThat(answer.text())
        .contains("|label_name|maps|entropy|gini")
        .containsPattern("\\|umbrella *\\|\\d+ *\\|0\\.\\d+")
        .containsPattern("\\|fish_01.jpg *\\|1 *\\|[01]\\.\\d+ *\\|ok");
  }

  /** What a program said, on both of its outputs, and its exit status. */
  private record Answer(int exit, String text) {}

  private Answer python(String... arguments) throws InterruptedException, IOException {
    Path text = folder.resolve("text");
    ProcessBuilder builder = new ProcessBuilder("python3");
    builder.command().addAll(List.of(arguments));
    builder.environment().put("HEATMILL_SPARK_LINE", LINE);
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.redirectErrorStream(true).redirectOutput(text.toFile());
    try {
      Process process = builder.start();
      assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
      return new Answer(process.exitValue(), Files.readString(text, StandardCharsets.UTF_8));
    } catch (IOException e) {
      return new Answer(-1, e.getMessage()); // There is no Python.
    }
  }
}
