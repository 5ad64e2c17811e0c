package io.github.heatmill.job.explain;

import io.github.heatmill.job.explain.ExplainSettings.Earlier;
import io.github.heatmill.job.explain.ExplainSettings.Pieces;
import io.github.heatmill.job.output.RunOutput.Existing;
import io.github.heatmill.job.problem.ConfigurationException;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.job.run.MapRun;
import io.github.heatmill.job.run.MapRunCheck;
import io.github.heatmill.job.run.MapRunCheck.Images;
import io.github.heatmill.job.session.JobEnvironment;
import io.github.heatmill.udf.request.ExplainSpec;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of {@code explain}, checked as far as that is possible without Spark.
 *
 * @param run the images, the network, the maps and the output
 * @param pieces how the run is cut into pieces
 */
public record ExplainPlan(MapRun run, Pieces pieces) {

  /**
   * Checks settings.
   *
   * @throws ConfigurationException with everything that is wrong
   */
  public static ExplainPlan of(ExplainSettings settings, JobEnvironment environment) {
    return of(settings, environment, Images.AT_LEAST_ONE, new Problems());
  }

  /**
   * Checks settings of a run that waits for images, so that there need not be any yet.
   *
   * @param every the time between two looks
   * @throws ConfigurationException with everything that is wrong
   */
  public static ExplainPlan toWatch(
      ExplainSettings settings, Duration every, JobEnvironment environment) {
    Problems problems = new Problems();
    problems.expect(
        every.toSeconds() > 0, "Invalid --watch: " + every.toSeconds() + " (must be > 0 seconds)");
    return of(settings, environment, Images.ANY, problems);
  }

  private static ExplainPlan of(
      ExplainSettings settings, JobEnvironment environment, Images needed, Problems problems) {
    settings
        .pieces()
        .images()
        .ifPresent(
            images ->
                problems.expect(
                    images > 0, "Invalid --piece-images: " + images + " (must be > 0)"));
    Optional<MapRun> run =
        problems
            .attempt(() -> run(settings, environment, needed))
            .flatMap(
                found ->
                    problems.attempt(
                        () -> RunSettings.expectSameAsBefore(found, environment.hadoop())));
    problems.throwIfAny();
    return new ExplainPlan(run.orElseThrow(), settings.pieces());
  }

  private static MapRun run(ExplainSettings settings, JobEnvironment environment, Images needed) {
    ExplainSpec.Sizes sizes = settings.sizes().with(settings.maps().limits().batchSize());
    Existing existing =
        settings.output().earlier() == Earlier.REPLACED ? Existing.REPLACED : Existing.CONTINUED;
    MapRun run =
        new MapRunCheck(settings.maps(), settings.metrics(), sizes, environment)
            .checked(settings.output().folder(), existing, needed);
    return settings.sizes().over(run);
  }
}
