package io.github.heatmill.job.command;

import io.github.heatmill.job.action.HeatmillActions;
import io.github.heatmill.job.console.ProgressText;
import io.github.heatmill.job.option.MovedImagesOptions;
import io.github.heatmill.job.report.ReportPlan;
import io.github.heatmill.job.report.ReportResult;
import io.github.heatmill.job.report.ReportSettings;
import io.github.heatmill.job.session.JobEnvironment;
import io.github.heatmill.job.session.Session;
import io.github.heatmill.job.text.ReportText;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code heatmill report}: writes one HTML page about a finished run. */
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
  MovedImagesOptions images;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "The page, such as report.html, in a folder that exists.")
  String output;

  @Option(names = "--overwrite", description = "Replace an earlier page.")
  boolean overwrite;

  private ReportSettings settings() {
    ReportSettings settings =
        ReportSettings.of(input, output).withImages(MovedImagesOptions.location(images));
    return overwrite ? settings.replacing() : settings;
  }

  @Override
  public Integer call() throws Exception {
    ReportPlan plan = ReportPlan.of(settings(), JobEnvironment.ofSparkSubmit());
    System.err.print(ReportText.of(plan));
    try (Session session = Session.open("heatmill report " + plan.run().modelName())) {
      ReportResult result =
          HeatmillActions.in(session).withProgress(new ProgressText(System.err)).report(plan);
      System.out.print(ReportText.of(result));
      return ExitCode.OK;
    }
  }
}
