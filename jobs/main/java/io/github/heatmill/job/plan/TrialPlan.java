package io.github.heatmill.job.plan;

import io.github.heatmill.job.output.RunOutput.Existing;
import io.github.heatmill.job.plan.PlanSettings.Executors;
import io.github.heatmill.job.problem.ConfigurationException;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.job.run.MapRun;
import io.github.heatmill.job.run.MapRunCheck;
import io.github.heatmill.job.run.MapRunCheck.Images;
import io.github.heatmill.job.session.JobEnvironment;
import io.github.heatmill.udf.request.DriverFiles;
import io.github.heatmill.udf.request.ExplainSpec;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Settings of {@code plan}, checked as far as that is possible without Spark.
 *
 * @param run the planned run, with an output folder in the scratch folder
 * @param executors the executors for which times are computed
 * @param scratch a folder that does not exist yet, for tables of the trial
 */
public record TrialPlan(MapRun run, Executors executors, Path scratch) {

  /**
   * Checks settings.
   *
   * @throws ConfigurationException with everything that is wrong
   */
  public static TrialPlan of(PlanSettings settings, JobEnvironment environment) {
    Problems problems = new Problems();
    for (int number : settings.executors().numbers()) {
      problems.expect(number > 0, "Invalid --executors: " + number + " (must be > 0)");
    }
    int cores = settings.executors().cores();
    problems.expect(cores > 0, "Invalid --executor-cores: " + cores + " (must be > 0)");
    Optional<Path> scratch =
        problems.attempt(() -> DriverFiles.folder().resolve("plan-" + UUID.randomUUID()));
    Optional<MapRun> run =
        scratch.flatMap(folder -> problems.attempt(() -> run(settings, environment, folder)));
    problems.throwIfAny();
    return new TrialPlan(run.orElseThrow(), settings.executors(), scratch.orElseThrow());
  }

  private static MapRun run(PlanSettings settings, JobEnvironment environment, Path scratch) {
    ExplainSpec.Sizes sizes = settings.sizes().with(settings.maps().limits().batchSize());
    String folder = scratch.resolve("tables").toUri().toString();
    return settings
        .sizes()
        .over(
            new MapRunCheck(settings.maps(), settings.metrics(), sizes, environment)
                .checked(folder, Existing.REFUSED, Images.AT_LEAST_ONE));
  }
}
