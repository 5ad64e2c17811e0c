package io.github.heatmill.job.command;

import io.github.heatmill.job.action.HeatmillActions;
import io.github.heatmill.job.console.ProgressText;
import io.github.heatmill.job.explain.ExplainPlan;
import io.github.heatmill.job.explain.ExplainResult;
import io.github.heatmill.job.explain.ExplainSettings;
import io.github.heatmill.job.explain.ExplainSettings.Earlier;
import io.github.heatmill.job.option.MetricOptions;
import io.github.heatmill.job.option.PieceOptions;
import io.github.heatmill.job.option.RunOptions;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.job.session.JobEnvironment;
import io.github.heatmill.job.session.Session;
import io.github.heatmill.job.text.ExplainText;
import io.github.heatmill.job.text.MapRunText;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code heatmill explain}. */
@Command(
    name = "explain",
    description =
        "Explains all images of a dataset and writes the tables predictions, explanations and"
            + " errors; with --metrics also summary.",
    sortOptions = false)
public class ExplainCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Mixin RunOptions run = new RunOptions();

  @Mixin MetricOptions metrics = new MetricOptions();

  @Option(
      names = "--top-k",
      paramLabel = "K",
      description =
          "Predicted classes kept for each image (default: topK in serving.properties, or 5).")
  Integer topK;

  @Option(
      names = "--statistics-images",
      paramLabel = "N",
      defaultValue = "" + ExplainSettings.DEFAULT_STATISTICS_IMAGES,
      description =
          "Images from which activation statistics are computed, for methods that need them"
              + " (default: ${DEFAULT-VALUE}).")
  int statisticsImages;

  @Mixin PieceOptions pieces = new PieceOptions();

  @Override
  public Integer call() throws Exception {
    ExplainPlan plan = plan(JobEnvironment.ofSparkSubmit());
    System.err.print(MapRunText.of(plan.run()));
    try (Session session = Session.open("heatmill explain " + plan.run().model().name())) {
      HeatmillActions actions =
          HeatmillActions.in(session).withProgress(new ProgressText(System.err));
      if (pieces.watch == null) {
        return shown(actions.explain(plan));
      }
      actions.watch(plan, every(), this::shown);
      return ExitCode.OK;
    }
  }

  /** Prints a result; returns the exit status. */
  private int shown(ExplainResult result) {
    System.out.print(ExplainText.of(result));
    result
        .failure()
        .ifPresent(line -> spec.commandLine().getErr().println("heatmill: Failed: " + line));
    return result.failure().isPresent() ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  /** Checks the options. */
  public final ExplainPlan plan(JobEnvironment environment) {
    Problems problems = new Problems();
    ExplainSettings settings = settings(problems);
    Optional<ExplainPlan> plan =
        problems.attempt(
            () ->
                pieces.watch == null
                    ? ExplainPlan.of(settings, environment)
                    : ExplainPlan.toWatch(settings, every(), environment));
    problems.throwIfAny();
    return plan.orElseThrow();
  }

  /** The settings that the options name; problems are collected. */
  final ExplainSettings settings(Problems problems) {
    return new ExplainSettings(
        run.settings(problems),
        metrics.settings(),
        sizes(),
        pieces.settings(),
        new ExplainSettings.Output(
            run.output, run.overwrite ? Earlier.REPLACED : Earlier.CONTINUED));
  }

  private Duration every() {
    return Duration.ofSeconds(pieces.watch);
  }

  /** The sizes that the options name. */
  final ExplainSettings.Sizes sizes() {
    OptionalInt kept = topK == null ? OptionalInt.empty() : OptionalInt.of(topK);
    return new ExplainSettings.Sizes(kept, statisticsImages);
  }
}
