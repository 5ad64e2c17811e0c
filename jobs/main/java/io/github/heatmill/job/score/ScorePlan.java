package io.github.heatmill.job.score;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.job.option.Measuring;
import io.github.heatmill.job.option.MetricOptions;
import io.github.heatmill.job.output.ScoredTables;
import io.github.heatmill.job.problem.ConfigurationException;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.MetricCard.Need;
import io.github.heatmill.metric.Metrics;
import io.github.heatmill.model.djl.DjlEngine;
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
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * The measuring of a finished run, checked as far as it can be without Spark.
 *
 * @param run what is measured
 * @param measuring with what
 * @param model the network; empty where no metric asks for it
 * @param work what the network must be opened for
 */
record ScorePlan(
    FinishedRun run, Measuring measuring, Optional<SavedModel> model, ExplainSpec work) {

  /**
   * Checks a command.
   *
   * @throws ConfigurationException with everything that is wrong with it
   */
  static ScorePlan of(ScoreCommand command) {
    SparkConf conf = new SparkConf();
    DjlEngine.useThreads(conf.getInt("spark.task.cpus", 1));
    Configuration hadoop = SparkHadoopUtil.get().newConfiguration(conf);
    Problems problems = new Problems();
    Optional<FinishedRun> found = problems.attempt(() -> run(command.input, hadoop));
    problems.throwIfAny();
    FinishedRun run = found.orElseThrow();
    Measuring measuring = measuring(command.metrics, run, hadoop, problems);
    Optional<SavedModel> model = Optional.empty();
    if (measuring.scoring().scorer().asksNetwork()) {
      refuseTable(run, measuring, problems);
      String source = command.model == null ? run.modelSource() : command.model;
      model = problems.attempt(() -> SavedModel.of(source, beside -> run.card(), hadoop));
      model.ifPresent(m -> requireSame(m, run, problems));
    }
    Optional<ExplainSpec> work = problems.attempt(() -> work(run, measuring));
    problems.throwIfAny();
    return new ScorePlan(run, measuring, model, work.orElseThrow());
  }

  private static Measuring measuring(
      MetricOptions options, FinishedRun run, Configuration hadoop, Problems problems) {
    List<String> own = options.annotations.annotations;
    List<String> places = own.isEmpty() ? run.annotations() : own;
    Measuring measuring = options.measuring(places, hadoop, problems);
    problems.expect(!options.metrics.isEmpty(), "Missing --metrics (heatmill metrics lists them)");
    problems
        .attempt(run::metrics)
        .filter(earlier -> !places.equals(run.annotations()))
        .ifPresent(earlier -> refuseTwoTruths(earlier, measuring, problems));
    return measuring;
  }

  /** A row has the boxes of one ground truth, against which all its numbers are. */
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
        new ImageDecoder(run.maximumPixels()),
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

  /** The metrics of this and of earlier measurings, in the order in which lists show them. */
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

  /** What is about to happen. */
  String text() {
    return String.format(
        "Run      %s%nModel    %s%nMetrics  %s%nTruth    %s%n",
        run.folder(),
        model.map(SavedModel::name).orElse("not needed"),
        measuring.metrics().stream().map(Metric::id).collect(joining(", ")),
        measuring.places().isEmpty() ? "none" : String.join(", ", measuring.places()));
  }
}
