package io.github.heatmill.job.command;

import io.github.heatmill.job.action.HeatmillActions;
import io.github.heatmill.job.console.ProgressText;
import io.github.heatmill.job.plan.PlanSettings;
import io.github.heatmill.job.plan.TrialPlan;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.job.session.JobEnvironment;
import io.github.heatmill.job.session.Session;
import io.github.heatmill.job.text.MapRunText;
import io.github.heatmill.job.text.PlanText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code heatmill plan}, which takes the options of {@code heatmill explain}. */
@Command(
    name = "plan",
    description =
        "Measures a few images and tells what explaining all of them would take: time, memory, and"
            + " space.",
    modelTransformer = PlanCommand.WithoutOutput.class,
    sortOptions = false)
public final class PlanCommand extends ExplainCommand {
  /** Spark's other settings are those of the planned run. */
  private static final Map<String, String> HERE =
      Map.of(
          "spark.master", "local[1]",
          "spark.executor.resource.gpu.amount", "0",
          "spark.task.resource.gpu.amount", "0");

  @Option(
      names = "--executors",
      split = ",",
      paramLabel = "N[,N...]",
      defaultValue = PlanSettings.DEFAULT_EXECUTORS,
      description = "How many executors there may be (default: ${DEFAULT-VALUE}).")
  List<Integer> executors;

  @Option(
      names = "--executor-cores",
      paramLabel = "N",
      defaultValue = "" + PlanSettings.DEFAULT_EXECUTOR_CORES,
      description = "Cores of each executor (default: ${DEFAULT-VALUE}).")
  int executorCores;

  /** Removes the options of explain that concern its output and its pieces. */
  static final class WithoutOutput implements IModelTransformer {
    private static final List<String> NOT_PLANNED =
        List.of("--output", "--overwrite", "--retry-errors", "--watch", "--piece-images");

    @Override
    public CommandSpec transform(CommandSpec command) {
      NOT_PLANNED.stream()
          .flatMap(name -> Stream.ofNullable(command.findOption(name)))
          .forEach(command::remove);
      return command;
    }
  }

  @Override
  public Integer call() throws Exception {
    JobEnvironment environment = JobEnvironment.ofSparkSubmit();
    Problems problems = new Problems();
    PlanSettings settings = planSettings(problems);
    Optional<TrialPlan> checked = problems.attempt(() -> TrialPlan.of(settings, environment));
    problems.throwIfAny();
    TrialPlan plan = checked.orElseThrow();
    System.err.print(MapRunText.of(plan.run()));
    try (Session session = Session.open("heatmill plan " + plan.run().model().name(), HERE)) {
      HeatmillActions actions =
          HeatmillActions.in(session).withProgress(new ProgressText(System.err));
      System.out.print(new PlanText(actions.plan(plan), environment.executorGpus()).text());
      return ExitCode.OK;
    }
  }

  /** The settings that the options name; problems are collected. */
  PlanSettings planSettings(Problems problems) {
    return new PlanSettings(
        run.settings(problems),
        metrics.settings(),
        sizes(),
        new PlanSettings.Executors(executors, executorCores));
  }
}
