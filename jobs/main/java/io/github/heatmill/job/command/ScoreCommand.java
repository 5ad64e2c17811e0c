package io.github.heatmill.job.command;

import io.github.heatmill.job.action.HeatmillActions;
import io.github.heatmill.job.console.ProgressText;
import io.github.heatmill.job.option.MetricOptions;
import io.github.heatmill.job.option.MovedModelOptions;
import io.github.heatmill.job.score.ScorePlan;
import io.github.heatmill.job.score.ScoreSettings;
import io.github.heatmill.job.session.JobEnvironment;
import io.github.heatmill.job.session.Session;
import io.github.heatmill.job.text.ScoreText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code heatmill score}. */
@Command(
    name = "score",
    description =
        "Measures the maps of a finished run, without making them again: adds the numbers to its"
            + " table explanations, and writes the tables summary and score_errors.",
    sortOptions = false)
public final class ScoreCommand implements Callable<Integer> {
  @Option(
      names = "--input",
      required = true,
      paramLabel = "URI",
      description = "The output of heatmill explain.")
  String input;

  @Mixin MetricOptions metrics = new MetricOptions();

  @Mixin MovedModelOptions model = new MovedModelOptions();

  @Override
  public Integer call() throws Exception {
    ScorePlan plan = ScorePlan.of(settings(), JobEnvironment.ofSparkSubmit());
    System.err.print(ScoreText.of(plan));
    try (Session session = Session.open("heatmill score " + plan.run().modelName())) {
      HeatmillActions actions =
          HeatmillActions.in(session).withProgress(new ProgressText(System.err));
      System.out.print(ScoreText.of(actions.score(plan)));
      return ExitCode.OK;
    }
  }

  /** The settings that the options name. */
  ScoreSettings settings() {
    return new ScoreSettings(input, metrics.settings(), model.location());
  }
}
