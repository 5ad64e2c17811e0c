package io.github.heatmill.job.sanity;

import io.github.heatmill.job.option.RunOptions;
import io.github.heatmill.job.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code heatmill sanity}: do maps change when the network forgets what it has learned? */
@Command(
    name = "sanity",
    description =
        "Randomises the network from its output down to its input, step by step, and compares the maps"
            + " of some images before and after: writes the tables sanity and errors.",
    sortOptions = false)
public final class SanityCommand implements Callable<Integer> {
  @Mixin RunOptions run = new RunOptions();

  @Option(
      names = "--sample",
      paramLabel = "N",
      defaultValue = "50",
      description =
          "How many images are compared, chosen by their names (default: ${DEFAULT-VALUE}).")
  int sample;

  @Option(
      names = "--levels",
      split = ",",
      paramLabel = "MODULE",
      description =
          "Modules to randomise down to, a step for each (default: 4 to 12 steps, the last down to the input).")
  List<String> levels = List.of();

  @Override
  public Integer call() throws Exception {
    SanityPlan plan = SanityPlan.of(this);
    System.err.print(plan.text());
    try (Session session = Session.open("heatmill sanity " + plan.explained().model().name())) {
      SparkSession spark = session.spark();
      System.out.print(new SanityJob(spark, plan).run().text());
      return ExitCode.OK;
    }
  }
}
