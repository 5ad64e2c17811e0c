package io.github.heatmill.job.score;

import io.github.heatmill.job.option.MetricOptions;
import io.github.heatmill.job.session.Session;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code heatmill score}: metrics for the maps of a finished run. */
@Command(
    name = "score",
    description =
        "Measures the maps of a finished run, without making them again: adds the numbers to its table"
            + " explanations, and writes the tables summary and score_errors.",
    sortOptions = false)
public final class ScoreCommand implements Callable<Integer> {
  @Option(
      names = "--input",
      required = true,
      paramLabel = "URI",
      description = "The output of heatmill explain.")
  String input;

  @Mixin MetricOptions metrics = new MetricOptions();

  @Option(
      names = "--model",
      paramLabel = "DIR-OR-PT",
      description =
          "Where the network is now (default: where the run found it). It is read only if a metric needs it.")
  String model;

  @Override
  public Integer call() throws Exception {
    ScorePlan plan = ScorePlan.of(this);
    System.err.print(plan.text());
    try (Session session = Session.open("heatmill score " + plan.run().modelName())) {
      SparkSession spark = session.spark();
      System.out.print(new ScoreJob(spark, plan).run());
      return ExitCode.OK;
    }
  }
}
