package io.github.heatmill.job.explain;

import io.github.heatmill.job.option.MetricOptions;
import io.github.heatmill.job.option.PieceOptions;
import io.github.heatmill.job.option.RunOptions;
import io.github.heatmill.job.session.Session;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code heatmill explain}: all of a dataset's images to tables of predictions, explanations and
 * errors.
 */
@Command(
    name = "explain",
    description =
        "Explains all images of a dataset and writes the tables predictions, explanations and errors;"
            + " with --metrics also summary.",
    sortOptions = false)
public class ExplainCommand implements Callable<Integer> {
  @Mixin public RunOptions run = new RunOptions();

  @Mixin MetricOptions metrics = new MetricOptions();

  @Option(
      names = "--top-k",
      paramLabel = "K",
      defaultValue = "5",
      description = "Predicted classes kept for each image (default: ${DEFAULT-VALUE}).")
  int topK;

  @Option(
      names = "--statistics-images",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "Images that say what is usual for a layer, for methods that want to know (default: ${DEFAULT-VALUE}).")
  int statisticsImages;

  @Mixin PieceOptions pieces = new PieceOptions();

  @Override
  public Integer call() throws Exception {
    ExplainPlan plan = ExplainPlan.of(this);
    System.err.print(plan.text());
    try (Session session = Session.open("heatmill explain " + plan.model().name())) {
      SparkSession spark = session.spark();
      ExplainJob job = new ExplainJob(spark, plan, pieces);
      if (pieces.watch == null) {
        System.out.print(job.run().text());
      } else {
        job.watch(Duration.ofSeconds(pieces.watch), seen -> System.out.print(seen.text()));
      }
      return ExitCode.OK;
    }
  }
}
