package io.github.heatmill.job.sanity;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.job.problem.ConfigurationException;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.job.run.MapRun;
import io.github.heatmill.job.run.MapRunCheck;
import io.github.heatmill.job.run.MapRunCheck.Images;
import io.github.heatmill.job.run.MetricSettings;
import io.github.heatmill.job.session.JobEnvironment;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.randomise.Cascade;
import io.github.heatmill.model.randomise.Cascade.Level;
import io.github.heatmill.udf.request.ExplainSpec.Sizes;
import java.util.List;
import java.util.Optional;

/**
 * Settings of {@code sanity}, checked as far as that is possible without Spark.
 *
 * @param run the maps that are compared
 * @param cascade the order in which the network is randomised
 * @param levels the steps
 */
public record SanityPlan(MapRun run, Cascade cascade, List<Level> levels) {

  /**
   * Checks settings.
   *
   * @throws ConfigurationException with everything that is wrong
   */
  public static SanityPlan of(SanitySettings settings, JobEnvironment environment) {
    Problems problems = new Problems();
    problems.expect(
        settings.sample() > 0, "Invalid --sample: " + settings.sample() + " (must be > 0)");
    Optional<MapRun> run = problems.attempt(() -> run(settings, environment));
    Optional<SanityPlan> plan =
        run.flatMap(
            maps -> {
              checkMethods(maps, problems);
              return problems.attempt(() -> of(maps, settings.levels()));
            });
    problems.throwIfAny();
    return plan.orElseThrow();
  }

  private static MapRun run(SanitySettings settings, JobEnvironment environment) {
    Sizes sizes =
        new Sizes(settings.maps().limits().batchSize(), 1, Math.max(1, settings.sample()));
    return new MapRunCheck(settings.maps(), MetricSettings.none(), sizes, environment)
        .checked(settings.output().folder(), settings.output().existing(), Images.AT_LEAST_ONE);
  }

  private static SanityPlan of(MapRun run, List<String> levels) {
    Cascade cascade = run.model().script().cascade();
    return new SanityPlan(
        run, cascade, levels.isEmpty() ? cascade.levels() : cascade.levels(levels));
  }

  private static void checkMethods(MapRun run, Problems problems) {
    String wanting =
        run.work().methods().stream()
            .filter(SaliencyMethod::wantsStatistics)
            .map(SaliencyMethod::id)
            .collect(joining(", "));
    problems.expect(
        wanting.isEmpty(),
        "Methods cannot be compared: "
            + wanting
            + " (compares with what is usual for the network, which a randomised one changes; leave"
            + " it out)");
  }

  /** Whether a step randomises only modules above the layers of the maps. */
  boolean isAbove(Level level, String layers) {
    return List.of(layers.split(",")).stream().allMatch(layer -> cascade.isAbove(level, layer));
  }

  /** Whether the maps of a method are the same for every class. */
  boolean isClassAgnostic(String method) {
    return run.work().methods().stream()
        .anyMatch(each -> each.id().equals(method) && each.classAgnostic());
  }
}
