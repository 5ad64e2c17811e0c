package io.github.heatmill.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Spark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/** Runs of {@code heatmill explain} with the demo's network, in batches of four. */
final class ClusterRuns {

  private ClusterRuns() {}

  static List<String> command(Path images, Path output, List<String> options) {
    return command(images, Demo.MODEL, output, options);
  }

  static List<String> command(Path images, Path model, Path output, List<String> options) {
    List<String> command = new ArrayList<>(List.of("explain", "--batch-size", "4"));
    command.addAll(List.of("--images", images.toString(), "--model", model.toString()));
    command.addAll(List.of("--output", output.toString()));
    command.addAll(options);
    return command;
  }

  /** Row for row, and complete. */
  static void assertSame(Path output, Path undisturbed) {
    assertThat(isComplete(output)).isTrue();
    for (String table : List.of("predictions", "explanations", "errors")) {
      assertThat(Spark.json(output, table)).as(table).isEqualTo(Spark.json(undisturbed, table));
    }
  }

  static boolean isComplete(Path output) {
    return Files.exists(output.resolve("manifest.json"));
  }

  /** Each failed image: its file's name, stage and reason. */
  static List<String> errors(Path output) {
    return Spark.table(output, "errors").orderBy("image").collectAsList().stream()
        .map(ClusterRuns::text)
        .toList();
  }

  private static String text(Row error) {
    String file = Path.of(error.<String>getAs("image")).getFileName().toString();
    return file + " " + error.getAs("stage") + ": " + error.getAs("reason");
  }
}
