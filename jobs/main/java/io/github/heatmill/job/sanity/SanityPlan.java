package io.github.heatmill.job.sanity;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.job.explain.ExplainPlan;
import io.github.heatmill.job.problem.ConfigurationException;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.torchscript.randomise.Cascade;
import io.github.heatmill.model.torchscript.randomise.Cascade.Level;
import io.github.heatmill.udf.request.ExplainSpec.Sizes;
import java.util.List;
import java.util.Optional;

/**
 * A parameter randomisation test that has been checked as far as it can be without Spark.
 *
 * @param explained the maps that are compared
 * @param cascade how the network is randomised
 * @param levels step by step
 */
record SanityPlan(ExplainPlan explained, Cascade cascade, List<Level> levels) {

  /**
   * Checks a command.
   *
   * @throws ConfigurationException with everything that is wrong with it
   */
  static SanityPlan of(SanityCommand command) {
    Problems problems = new Problems();
    problems.expect(command.sample > 0, "Invalid --sample: " + command.sample + " (must be > 0)");
    Sizes sizes = new Sizes(command.run.batchSize, 1, Math.max(1, command.sample));
    Optional<ExplainPlan> explained = problems.attempt(() -> ExplainPlan.of(command.run, sizes));
    Optional<SanityPlan> plan =
        explained.flatMap(
            maps -> {
              checkMethods(maps, problems);
              return problems.attempt(() -> of(maps, command.levels));
            });
    problems.throwIfAny();
    return plan.orElseThrow();
  }

  private static SanityPlan of(ExplainPlan explained, List<String> levels) {
    Cascade cascade = explained.model().script().cascade();
    return new SanityPlan(
        explained, cascade, levels.isEmpty() ? cascade.levels() : cascade.levels(levels));
  }

  private static void checkMethods(ExplainPlan explained, Problems problems) {
    String wanting =
        explained.work().methods().stream()
            .filter(SaliencyMethod::wantsStatistics)
            .map(SaliencyMethod::id)
            .collect(joining(", "));
    problems.expect(
        wanting.isEmpty(),
        "Methods cannot be compared: "
            + wanting
            + " (compares with what is usual for the network, which a randomised one changes; leave it out)");
  }

  /** Whether a step changes nothing that the maps' layers are computed from. */
  boolean isAbove(Level level, String layers) {
    return List.of(layers.split(",")).stream().allMatch(layer -> cascade.isAbove(level, layer));
  }

  /** Whether the maps of a method are the same for every class. */
  boolean isClassAgnostic(String method) {
    return explained.work().methods().stream()
        .anyMatch(each -> each.id().equals(method) && each.classAgnostic());
  }

  /** What is about to happen, for whoever started it. */
  String text() {
    return explained.text()
        + "Sample   "
        + explained.work().sizes().sample()
        + " images\nSteps    "
        + levels.stream()
            .map(level -> level.number() + " from " + level.from())
            .collect(joining("\n         "))
        + "\n";
  }
}
