package io.github.heatmill.job.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.udf.plugin.HeatmillPlugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What Spark's own CSV sink writes of the plugin's metrics: a file for each executor and metric.
 */
public record MetricFiles(Path folder) {
  private static final String SINK = "spark.metrics.conf.*.sink.csv.";

  /** What turns the sink on. */
  public Map<String, String> settings() {
    return Map.of(
        SINK + "class", "org.apache.spark.metrics.sink.CsvSink",
        SINK + "directory", folder.toString(),
        SINK + "period", "1",
        SINK + "unit", "seconds");
  }

  /** The last number of a counter or gauge, summed over executors. */
  public double value(String metric) {
    String column = metric.endsWith("milliseconds") ? "value" : "count";
    return files(metric).mapToDouble(file -> last(file, column)).sum();
  }

  /** How many executors tell a metric. */
  public long executors(String metric) {
    return files(metric).count();
  }

  private Stream<Path> files(String metric) {
    String end = "plugin." + HeatmillPlugin.class.getName() + "." + metric + ".csv";
    List<String> found = Demo.names(folder).stream().filter(name -> name.endsWith(end)).toList();
    assertThat(found).as(metric + " in " + Demo.names(folder)).isNotEmpty();
    return found.stream().map(folder::resolve);
  }

  private static double last(Path file, String column) {
    try {
      List<String> lines = Files.readAllLines(file);
      int index = Arrays.asList(lines.get(0).split(",")).indexOf(column);
      return Double.parseDouble(lines.get(lines.size() - 1).split(",")[index]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
