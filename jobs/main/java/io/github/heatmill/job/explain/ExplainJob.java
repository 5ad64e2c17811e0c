package io.github.heatmill.job.explain;

import io.github.heatmill.job.console.Progress;
import io.github.heatmill.job.console.Progress.Pass;
import io.github.heatmill.job.input.ImageFiles;
import io.github.heatmill.job.input.ImageRows;
import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.option.PieceOptions;
import io.github.heatmill.job.output.MetricSummary;
import io.github.heatmill.job.output.PieceTables;
import io.github.heatmill.job.output.RetriedErrors;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.output.RunOutput.Existing;
import io.github.heatmill.job.output.ScoredTables;
import io.github.heatmill.udf.maps.ExplainPartition;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.table.Tables;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Explains a dataset, piece by piece, and goes on where it was cut off. Image bytes are read where
 * they are used, cross no shuffle, and are never written.
 */
final class ExplainJob {
  private final SparkSession spark;
  private final JavaSparkContext context;
  private final Configuration hadoop;
  private final ExplainPlan plan;
  private final PieceOptions options;
  private final RunCounters counters;

  ExplainJob(SparkSession spark, ExplainPlan plan, PieceOptions options) {
    this.spark = spark;
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.hadoop = context.hadoopConfiguration();
    this.plan = plan;
    this.options = options;
    this.counters = RunCounters.of(spark.sparkContext());
  }

  /** What is prepared once for all pieces. */
  private record Prepared(PieceExplainer explainer, Statistics statistics) {}

  /** Explains what is not explained yet; returns what the tables then hold. */
  RunSummary run() throws IOException {
    long start = System.nanoTime();
    begin();
    Prepared prepared = prepared(plan.source());
    RunCounts before = RunCounts.of(spark, plan.output());
    if (explain(prepared, plan.source(), before) || !isComplete()) {
      return finish(prepared, before, start);
    }
    String table = plan.output().path(RunOutput.SUMMARY);
    return summary(before, start, MetricSummary.read(spark, plan.measuring().metrics(), table));
  }

  /** Does what shows in results of a watch. */
  @FunctionalInterface
  interface Watcher {
    void see(RunSummary summary);
  }

  /**
   * Explains what is there and what comes, until somebody ends it.
   *
   * @param every how often it looks; a file that is younger may still be written
   */
  void watch(Duration every, Watcher watcher) throws IOException, InterruptedException {
    begin();
    Optional<Prepared> prepared = Optional.empty();
    while (true) {
      long start = System.nanoTime();
      ImageSource source = settled(every);
      if (new NewImages(spark, plan, options).mayBeIn(source)) {
        prepared = Optional.of(prepared.isPresent() ? prepared.get() : prepared(source));
        RunCounts before = RunCounts.of(spark, plan.output());
        if (explain(prepared.get(), source, before) || !isComplete()) {
          watcher.see(finish(prepared.get(), before, start));
        }
      }
      Thread.sleep(every.toMillis());
    }
  }

  private boolean isComplete() throws IOException {
    return plan.output().has(RunOutput.MANIFEST, hadoop);
  }

  private ImageSource settled(Duration every) throws IOException {
    return plan.source() instanceof ImageFiles files
        ? files.listedAgain(Instant.now().minus(every).toEpochMilli(), hadoop)
        : plan.source();
  }

  private void begin() throws IOException {
    RunOutput output = plan.output();
    if (plan.source() instanceof ImageRows rows) {
      rows.images(spark, plan.work().sizes().batch()); // It may lack a column.
    }
    if (output.existing() == Existing.REPLACED || !output.hasBegun(hadoop)) {
      output.clear(hadoop);
    }
    ScoredTables.of(output.folder(), hadoop).resume();
  }

  private Prepared prepared(ImageSource source) throws IOException {
    plan.measuring().annotations().ship(context);
    ExecutorRequest explanation =
        new ExecutorRequest(
            plan.model().sent(plan.model().opened(plan.work().wanted()), context), plan.work());
    Statistics statistics =
        plan.work().layersWithStatistics().isEmpty()
            ? Statistics.none()
            : new StatisticsPass(spark, explanation, plan.output())
                .run(() -> source.images(spark, plan.work().sizes().batch()));
    ExplainPartition partition =
        new ExplainPartition(
            explanation,
            new SerializableConfiguration(hadoop),
            counters,
            context.broadcast(statistics.byLayer()));
    loadNetworks(partition);
    return new Prepared(new PieceExplainer(plan, partition), statistics);
  }

  /** While the driver is still planning the first piece. One that fails will fail there, too. */
  private void loadNetworks(ExplainPartition partition) {
    context
        .parallelize(List.<Row>of(), context.defaultParallelism())
        .foreachPartitionAsync(none -> partition.call(none));
  }

  private RunSummary finish(Prepared prepared, RunCounts before, long start) throws IOException {
    new PieceTables(plan.output()).complete(spark, plan.explained(), hadoop);
    RunSummary summary = summary(before, start, measured());
    String manifest = Manifest.json(plan, prepared.statistics(), summary, spark);
    plan.output().writeManifest(manifest, hadoop);
    plan.output().deleteOutcomes(hadoop);
    return summary;
  }

  /** Explains what is new; tells whether there was anything. */
  private boolean explain(Prepared prepared, ImageSource source, RunCounts before)
      throws IOException {
    RunSettings.of(plan).write(plan.output(), hadoop);
    int pieces = prepared.explainer().done();
    NewImages images = new NewImages(spark, plan, options);
    Optional<RetriedErrors> retried = retried();
    String name = prepared.statistics().byLayer().isEmpty() ? "" : "Pass 2 of 2, maps: ";
    Pass pass = new Pass(name, images.expected(source, before.images()));
    Progress progress = Progress.start(System.err, pass, counters);
    try {
      images.explain(source, prepared.explainer());
      if (retried.isPresent()) {
        images.explainAgain(retried.get(), source, prepared.explainer());
      }
    } finally {
      progress.stop();
    }
    return prepared.explainer().done() > pieces;
  }

  private Optional<RetriedErrors> retried() throws IOException {
    Optional<RetriedErrors> pending = RetriedErrors.pending(plan.output(), hadoop);
    return pending.isEmpty() && options.retryErrors
        ? RetriedErrors.ofAll(plan.output(), spark)
        : pending;
  }

  private RunSummary summary(RunCounts before, long start, String measured) {
    double seconds = (System.nanoTime() - start) / 1e9;
    return RunSummary.of(spark, plan, new RunSummary.Effort(before.images(), seconds), measured);
  }

  private String measured() {
    String explanations = plan.output().path(RunOutput.EXPLANATIONS);
    return MetricSummary.write(
        PieceTables.read(spark, explanations, Tables.EXPLANATIONS),
        plan.measuring().metrics(),
        plan.output().path(RunOutput.SUMMARY));
  }
}
