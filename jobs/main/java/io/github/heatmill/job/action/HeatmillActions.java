package io.github.heatmill.job.action;

import io.github.heatmill.job.compare.CompareJob;
import io.github.heatmill.job.compare.ComparePlan;
import io.github.heatmill.job.compare.CompareResult;
import io.github.heatmill.job.compare.CompareSettings;
import io.github.heatmill.job.report.ReportJob;
import io.github.heatmill.job.report.ReportPlan;
import io.github.heatmill.job.report.ReportResult;
import io.github.heatmill.job.report.ReportSettings;
import io.github.heatmill.job.session.JobEnvironment;
import io.github.heatmill.job.session.Session;
import io.github.heatmill.job.shortcuts.ShortcutsJob;
import io.github.heatmill.job.shortcuts.ShortcutsPlan;
import io.github.heatmill.job.shortcuts.ShortcutsResult;
import io.github.heatmill.job.shortcuts.ShortcutsSettings;
import io.github.heatmill.job.sql.FinishedRunViews;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Runs Heatmill's jobs in a Spark session of the caller. Each job works in a copy of the session,
 * so that its views and settings stay as they were. Methods throw {@link IllegalArgumentException}
 * for settings that cannot work.
 */
public final class HeatmillActions {
  private static final String DESCRIPTION = "spark.job.description";

  private final SparkSession spark;
  private final Consumer<String> progress;

  private HeatmillActions(SparkSession spark, Consumer<String> progress) {
    this.spark = spark;
    this.progress = progress;
  }

  /** Actions that report no progress. */
  public static HeatmillActions on(SparkSession spark) {
    return new HeatmillActions(spark, line -> {});
  }

  /** The same actions, which report their progress as lines of text. */
  public HeatmillActions withProgress(Consumer<String> listener) {
    return new HeatmillActions(spark, listener);
  }

  /** Writes one HTML page about a finished run. */
  public ReportResult report(ReportSettings settings) throws IOException {
    return report(ReportPlan.of(settings, JobEnvironment.of(spark)));
  }

  /** As {@link #report(ReportSettings)}, with settings that are checked already. */
  public ReportResult report(ReportPlan plan) throws IOException {
    return inCopy(copy -> new ReportJob(copy, plan, progress).run());
  }

  /** Compares two finished runs over the same images. */
  public CompareResult compare(CompareSettings settings) throws IOException {
    return compare(ComparePlan.of(settings, JobEnvironment.of(spark)));
  }

  /** As {@link #compare(CompareSettings)}, with settings that are checked already. */
  public CompareResult compare(ComparePlan plan) throws IOException {
    return inCopy(copy -> new CompareJob(copy, plan, progress).run());
  }

  /** Searches a finished run for classes that the network may recognise by a shortcut. */
  public ShortcutsResult shortcuts(ShortcutsSettings settings) throws IOException {
    return shortcuts(ShortcutsPlan.of(settings, JobEnvironment.of(spark)));
  }

  /** As {@link #shortcuts(ShortcutsSettings)}, with settings that are checked already. */
  public ShortcutsResult shortcuts(ShortcutsPlan plan) throws IOException {
    return inCopy(copy -> new ShortcutsJob(copy, plan, progress).run());
  }

  /** Opens the tables of a finished run, and the views over them. */
  public FinishedRunViews open(String output) throws IOException {
    return FinishedRunViews.open(spark, output);
  }

  /** A job in a session. */
  private interface Work<T> {
    T in(SparkSession copy) throws IOException;
  }

  private <T> T inCopy(Work<T> work) throws IOException {
    SparkContext context = spark.sparkContext();
    String description = context.getLocalProperty(DESCRIPTION);
    try (Session session = Session.of(spark)) {
      return work.in(session.spark());
    } finally {
      context.setLocalProperty(DESCRIPTION, description);
    }
  }
}
