package io.github.heatmill.job.explain;

import io.github.heatmill.job.explain.ExplainSettings.Failed;
import io.github.heatmill.job.explain.StatisticsPass.Statistics;
import io.github.heatmill.job.explain.outcome.RunRemarks;
import io.github.heatmill.job.explain.outcome.RunVerdict;
import io.github.heatmill.job.explain.outcome.TableCounts;
import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.input.listing.SkippedFiles;
import io.github.heatmill.job.output.MetricSummary;
import io.github.heatmill.job.output.PieceTables;
import io.github.heatmill.job.output.RetriedErrors;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.output.RunOutput.Existing;
import io.github.heatmill.job.output.ScoredTables;
import io.github.heatmill.job.output.SummaryRow;
import io.github.heatmill.job.run.MapRun;
import io.github.heatmill.job.session.PassProgress;
import io.github.heatmill.job.session.ProgressListener;
import io.github.heatmill.job.session.ProgressListener.Pass;
import io.github.heatmill.job.trial.SampleImages;
import io.github.heatmill.job.trial.TableTrial;
import io.github.heatmill.udf.maps.ExplainPartition;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.table.Tables;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Explains a dataset, piece by piece, and goes on where an earlier run was cut off. The bytes of
 * images are read where they are used, cross no shuffle, and are never written.
 */
public final class ExplainJob {
  private final SparkSession spark;
  private final JavaSparkContext context;
  private final Configuration hadoop;
  private final ExplainPlan plan;
  private final MapRun run;
  private final ProgressListener listener;
  private final RunCounters counters;

  public ExplainJob(SparkSession spark, ExplainPlan plan, ProgressListener listener) {
    this.spark = spark;
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.hadoop = context.hadoopConfiguration();
    this.plan = plan;
    this.run = plan.run();
    this.listener = listener;
    this.counters = RunCounters.of(spark.sparkContext());
  }

  /** What is prepared once for all pieces. */
  private record Prepared(PieceExplainer explainer, Statistics statistics) {}

  /** Explains all images that are not explained yet. */
  public ExplainResult run() throws IOException {
    long start = System.nanoTime();
    begin();
    Prepared prepared = prepared(run.source());
    long before = TableCounts.images(spark, run.output());
    if (explain(prepared, run.source(), before) || !isComplete()) {
      return finish(prepared, before, start);
    }
    String table = run.output().path(RunOutput.SUMMARY);
    return result(before, start, MetricSummary.read(spark, run.measuring().metrics(), table));
  }

  /**
   * Explains the images that are there and those that come later, until the thread is interrupted.
   *
   * @param every the time between two looks; files that are younger may still be written
   * @param results receives a result each time that images were explained
   */
  public void watch(Duration every, Consumer<ExplainResult> results)
      throws IOException, InterruptedException {
    begin();
    Optional<Prepared> prepared = Optional.empty();
    while (true) {
      long start = System.nanoTime();
      ImageSource source = settled(every);
      if (new NewImages(spark, plan).mayBeIn(source)) {
        prepared = Optional.of(prepared.isPresent() ? prepared.get() : prepared(source));
        long before = TableCounts.images(spark, run.output());
        if (explain(prepared.get(), source, before) || !isComplete()) {
          results.accept(finish(prepared.get(), before, start));
        }
      }
      Thread.sleep(every.toMillis());
    }
  }

  private boolean isComplete() throws IOException {
    return run.output().has(RunOutput.MANIFEST, hadoop);
  }

  private ImageSource settled(Duration every) throws IOException {
    return run.source() instanceof ImageSource.Files files
        ? files.listedAgain(Instant.now().minus(every).toEpochMilli(), hadoop)
        : run.source();
  }

  private void begin() throws IOException {
    RunOutput output = run.output();
    boolean begins = output.existing() == Existing.REPLACED || !output.hasBegun(hadoop);
    if (run.source() instanceof ImageSource.Table table) {
      // Fails now if a column is missing.
      Dataset<Row> images = table.images(spark, run.work().sizes().batch());
      if (begins) {
        TableTrial.expectSameKind(run.model(), run.work(), SampleImages.first(images), hadoop);
      }
    }
    if (begins) {
      output.clear(hadoop);
    }
    ScoredTables.of(output.folder(), hadoop).resume();
  }

  private Prepared prepared(ImageSource source) throws IOException {
    run.measuring().annotations().ship(context);
    ExecutorRequest request =
        new ExecutorRequest(
            run.model().sent(run.model().opened(run.work().wanted()), context), run.work());
    Statistics statistics =
        run.work().layersWithStatistics().isEmpty()
            ? Statistics.none()
            : new StatisticsPass(spark, request, run.output(), listener)
                .run(() -> source.images(spark, run.work().sizes().batch()));
    ExplainPartition partition =
        new ExplainPartition(
            request,
            new SerializableConfiguration(hadoop),
            counters,
            context.broadcast(statistics.byLayer()));
    loadNetworks(partition);
    return new Prepared(new PieceExplainer(run, partition), statistics);
  }

  /** Loads networks while the driver plans the first piece. A failure shows in that piece, too. */
  private void loadNetworks(ExplainPartition partition) {
    context
        .parallelize(List.<Row>of(), context.defaultParallelism())
        .foreachPartitionAsync(none -> partition.call(none));
  }

  private ExplainResult finish(Prepared prepared, long before, long start) throws IOException {
    new PieceTables(run.output()).complete(spark, run.origin(), hadoop);
    ExplainResult result = result(before, start, measured());
    String manifest = Manifest.json(run, prepared.statistics(), result, spark);
    run.output().writeManifest(manifest, hadoop);
    run.output().deleteOutcomes(hadoop);
    return result;
  }

  /** Explains new images; returns whether there were any. */
  private boolean explain(Prepared prepared, ImageSource source, long before) throws IOException {
    RunSettings.of(run).write(run.output(), hadoop);
    int pieces = prepared.explainer().done();
    NewImages images = new NewImages(spark, plan);
    Optional<RetriedErrors> retried = retried();
    String name = prepared.statistics().byLayer().isEmpty() ? "" : "Pass 2 of 2, maps: ";
    Pass pass = new Pass(name, images.expected(source, before));
    PassProgress progress = PassProgress.start(listener, pass, counters);
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
    Optional<RetriedErrors> pending = RetriedErrors.pending(run.output(), hadoop);
    return pending.isEmpty() && plan.pieces().failed() == Failed.TRIED_AGAIN
        ? RetriedErrors.ofAll(run.output(), spark)
        : pending;
  }

  private ExplainResult result(long before, long start, List<SummaryRow> summary)
      throws IOException {
    TableCounts counts = TableCounts.of(spark, run.output());
    return new ExplainResult(
        counts,
        run.source() instanceof ImageSource.Files files
            ? new SkippedInShards(run.output(), hadoop).with(files.found().skipped())
            : SkippedFiles.NONE,
        new ExplainResult.Effort(before, (System.nanoTime() - start) / 1e9),
        ExplainResult.Tables.of(run),
        summary,
        Stream.concat(
                RunRemarks.of(spark, run, counts).stream(),
                counters.bitsNote(run.work().decoder().bits()).stream())
            .toList(),
        RunVerdict.of(spark, run, counts));
  }

  private List<SummaryRow> measured() {
    String explanations = run.output().path(RunOutput.EXPLANATIONS);
    return MetricSummary.write(
        PieceTables.read(spark, explanations, Tables.EXPLANATIONS),
        run.measuring().metrics(),
        run.output().path(RunOutput.SUMMARY));
  }
}
