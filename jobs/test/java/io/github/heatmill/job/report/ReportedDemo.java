package io.github.heatmill.job.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The report of a run over one picture of each class, by grad-cam, eigen-cam and random, with all
 * metrics; the fish has names that are HTML.
 */
final class ReportedDemo {
  /** What a class may be called. */
  static final String CLASS = "<script>alert(1)</script>";

  /** What a file may be called. */
  static final String FILE = "it's \"a\" <b>fish & co.jpg";

  static final Path FOLDER = temporaryFolder();
  static final Path RUN = run();
  static final Path PAGE = FOLDER.resolve("report.html");
  static final Run REPORT = Run.report(RUN, PAGE);

  private ReportedDemo() {}

  private static Path run() {
    Path file = Demo.copy(Demo.image("fish", 1), FOLDER.resolve("images").resolve(FILE));
    try {
      Path run = ChangedRun.of(FOLDER.resolve("run"), rows -> renamed(rows, file));
      ChangedRun.write(UnaryOperator.identity(), RunOutput.SUMMARY, run);
      return run;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Dataset<Row> renamed(Dataset<Row> rows, Path file) {
    Column isFish = col("label_name").equalTo("fish");
    return rows.withColumn("image", when(isFish, lit("file:" + file)).otherwise(col("image")))
        .withColumn("label_name", when(isFish, lit(CLASS)).otherwise(col("label_name")));
  }

  private static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("heatmill-reported-demo");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> FileUtil.fullyDelete(folder.toFile())));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
