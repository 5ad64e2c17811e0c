package io.github.heatmill.job.report;

import io.github.heatmill.job.option.MovedImages;
import io.github.heatmill.job.output.RunOutput.Existing;
import io.github.heatmill.job.session.Session;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code heatmill report}: a finished run as one page for people. */
@Command(
    name = "report",
    description =
        "Makes one HTML page of a finished run, with everything in it: what ran, how methods compare, what each class"
            + " rests on, chosen images with their maps, and errors. It opens from disk and asks for nothing else.",
    sortOptions = false)
public final class ReportCommand implements Callable<Integer> {
  @Option(
      names = "--input",
      required = true,
      paramLabel = "URI",
      description = "The output of heatmill explain.")
  String input;

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  MovedImages images;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "The page, such as report.html, in a folder that exists.")
  String output;

  @Option(names = "--overwrite", description = "Replace an earlier page.")
  boolean overwrite;

  /** What happens to an earlier page. */
  Existing existing() {
    return overwrite ? Existing.REPLACED : Existing.REFUSED;
  }

  @Override
  public Integer call() throws Exception {
    ReportPlan plan = ReportPlan.of(this);
    System.err.print(plan.text());
    try (Session session = Session.open("heatmill report " + plan.run().modelName())) {
      SparkSession spark = session.spark();
      System.out.print(new ReportJob(spark, plan, System.err).run().text());
      return ExitCode.OK;
    }
  }
}
