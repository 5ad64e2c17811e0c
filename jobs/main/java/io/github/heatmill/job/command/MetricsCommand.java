package io.github.heatmill.job.command;

import io.github.heatmill.job.console.MetricList;
import io.github.heatmill.metric.Metrics;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code heatmill metrics}. */
@Command(name = "metrics", description = "Lists the metrics, with their options.")
public final class MetricsCommand implements Callable<Integer> {

  @Option(names = "--markdown", description = "Print the list as a Markdown table.")
  boolean markdown;

  @Override
  public Integer call() {
    MetricList list = new MetricList(Metrics.all());
    System.out.print(markdown ? list.markdown() : list.text());
    return ExitCode.OK;
  }
}
