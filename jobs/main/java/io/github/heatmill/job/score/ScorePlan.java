package io.github.heatmill.job.score;

import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.job.output.ScoredTables;
import io.github.heatmill.job.problem.ConfigurationException;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.job.run.Measuring;
import io.github.heatmill.job.run.MetricSettings;
import io.github.heatmill.job.session.JobEnvironment;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.MetricCard.Need;
import io.github.heatmill.metric.Metrics;
import io.github.heatmill.model.djl.DjlEngine;
import io.github.heatmill.udf.image.RecordedPlace;
import io.github.heatmill.udf.request.ExplainSpec;
import io.github.heatmill.udf.request.ExplainSpec.Sizes;
import io.github.heatmill.udf.request.SavedModel;
import io.github.heatmill.udf.request.Target;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * Settings of {@code score}, checked as far as that is possible without Spark.
 *
 * @param run the finished run
 * @param measuring the measurements of its maps
 * @param model the network; empty if no metric needs it
 * @param work the request to executors
 */
public record ScorePlan(
    FinishedRun run, Measuring measuring, Optional<SavedModel> model, ExplainSpec work) {

  /**
   * Checks settings.
   *
   * @throws ConfigurationException with everything that is wrong
   */
  public static ScorePlan of(ScoreSettings settings, JobEnvironment environment) {
    DjlEngine.useThreads(environment.taskCpus());
    Configuration hadoop = environment.hadoop();
    Problems problems = new Problems();
    Optional<FinishedRun> found = problems.attempt(() -> run(settings.run(), hadoop));
    problems.throwIfAny();
    FinishedRun run = found.orElseThrow();
    Measuring measuring = measuring(settings.metrics(), run, hadoop, problems);
    Optional<SavedModel> model = Optional.empty();
    if (measuring.scoring().scorer().asksNetwork()) {
      refuseTable(run, measuring, problems);
      model = problems.attempt(() -> settings.model().open(run, hadoop));
      model.ifPresent(m -> requireSame(m, run, problems));
    }
    Optional<ExplainSpec> work = problems.attempt(() -> work(run, measuring));
    problems.throwIfAny();
    return new ScorePlan(run, measuring, model, work.orElseThrow());
  }

  private static Measuring measuring(
      MetricSettings settings, FinishedRun run, Configuration hadoop, Problems problems) {
    List<String> own = settings.annotations();
    List<String> places = own.isEmpty() ? run.annotations() : own;
    if (own.isEmpty()) {
      places.forEach(
          place ->
              RecordedPlace.problem(place.substring(place.indexOf(':') + 1))
                  .ifPresent(problems::add));
    }
    Measuring measuring = settings.withAnnotations(places).open(hadoop, problems);
    problems.expect(
        !settings.metrics().isEmpty(), "Missing --metrics (heatmill metrics lists them)");
    problems
        .attempt(run::metrics)
        .filter(earlier -> !places.equals(run.annotations()))
        .ifPresent(earlier -> refuseTwoTruths(earlier, measuring, problems));
    return measuring;
  }

  /** A row has the boxes of one ground truth, so all its numbers must refer to that one. */
  private static void refuseTwoTruths(
      List<Metric> earlier, Measuring measuring, Problems problems) {
    List<String> again = measuring.metrics().stream().map(Metric::name).toList();
    List<String> left =
        earlier.stream()
            .filter(metric -> metric.card().need() == Need.ANNOTATIONS)
            .filter(metric -> !again.contains(metric.name()))
            .map(Metric::id)
            .toList();
    problems.expect(
        left.isEmpty(),
        "Other annotations than those of earlier numbers: "
            + String.join(", ", measuring.places())
            + " (measure again too: "
            + String.join(", ", left)
            + ")");
  }

  private static ExplainSpec work(FinishedRun run, Measuring measuring) {
    return new ExplainSpec(
        measuring.scoring().scorer().asksNetwork() ? run.assignments() : List.of(),
        Target.predicted(),
        run.decoder(),
        new Sizes(run.batchSize(), 1, 1),
        measuring.scoring());
  }

  private static FinishedRun run(String folder, Configuration hadoop) throws IOException {
    ScoredTables.of(folder, hadoop).resume();
    return FinishedRun.read(folder, hadoop);
  }

  private static void refuseTable(FinishedRun run, Measuring measuring, Problems problems) {
    List<String> asking =
        measuring.metrics().stream()
            .filter(metric -> metric.card().need().asksNetwork())
            .map(Metric::id)
            .toList();
    problems.expect(
        run.isOfFiles(),
        "Images of a table or of shards cannot be read again one by one: "
            + String.join(", ", asking)
            + " (ask for them with heatmill explain --metrics)");
  }

  private static void requireSame(SavedModel model, FinishedRun run, Problems problems) {
    problems.expect(
        model.sha256().equals(run.modelSha256()),
        "Another model: "
            + model.name()
            + " (must be "
            + run.modelName()
            + ", which the run used)");
  }

  /** The metrics of this and of earlier calls, in the order of the list of metrics. */
  List<Metric> metricsOfAll() {
    Map<String, Metric> byName = new HashMap<>();
    run.metrics().forEach(m -> byName.put(m.name(), m));
    measuring.metrics().forEach(m -> byName.put(m.name(), m));
    return Metrics.all().stream()
        .map(Metric::name)
        .filter(byName::containsKey)
        .map(byName::get)
        .toList();
  }
}
