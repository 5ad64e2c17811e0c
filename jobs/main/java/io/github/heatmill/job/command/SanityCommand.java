package io.github.heatmill.job.command;

import io.github.heatmill.job.action.HeatmillActions;
import io.github.heatmill.job.console.ProgressText;
import io.github.heatmill.job.option.RunOptions;
import io.github.heatmill.job.output.RunOutput.Existing;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.job.sanity.SanityPlan;
import io.github.heatmill.job.sanity.SanitySettings;
import io.github.heatmill.job.session.JobEnvironment;
import io.github.heatmill.job.session.Session;
import io.github.heatmill.job.text.SanityText;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code heatmill sanity}. */
@Command(
    name = "sanity",
    description =
        "Randomises the network from its output down to its input, step by step, and compares the"
            + " maps of some images before and after: writes the tables sanity and errors.",
    sortOptions = false)
public final class SanityCommand implements Callable<Integer> {
  @Mixin RunOptions run = new RunOptions();

  @Option(
      names = "--sample",
      paramLabel = "N",
      defaultValue = "" + SanitySettings.DEFAULT_SAMPLE,
      description =
          "How many images are compared, chosen by their names (default: ${DEFAULT-VALUE}).")
  int sample;

  @Option(
      names = "--levels",
      split = ",",
      paramLabel = "MODULE",
      description =
          "Modules to randomise down to, a step for each (default: 4 to 12 steps, the last down to"
              + " the input).")
  List<String> levels = List.of();

  @Override
  public Integer call() throws Exception {
    Problems problems = new Problems();
    SanitySettings settings = settings(problems);
    Optional<SanityPlan> checked =
        problems.attempt(() -> SanityPlan.of(settings, JobEnvironment.ofSparkSubmit()));
    problems.throwIfAny();
    SanityPlan plan = checked.orElseThrow();
    System.err.print(SanityText.of(plan));
    try (Session session = Session.open("heatmill sanity " + plan.run().model().name())) {
      HeatmillActions actions =
          HeatmillActions.in(session).withProgress(new ProgressText(System.err));
      System.out.print(SanityText.of(actions.sanity(plan)));
      return ExitCode.OK;
    }
  }

  /** The settings that the options name; problems are collected. */
  SanitySettings settings(Problems problems) {
    return new SanitySettings(
        run.settings(problems),
        sample,
        levels,
        new SanitySettings.Output(
            run.output, run.overwrite ? Existing.REPLACED : Existing.REFUSED));
  }
}
