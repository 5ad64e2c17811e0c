package io.github.heatmill.job.action;

import io.github.heatmill.job.compare.CompareJob;
import io.github.heatmill.job.compare.ComparePlan;
import io.github.heatmill.job.compare.CompareResult;
import io.github.heatmill.job.compare.CompareSettings;
import io.github.heatmill.job.explain.ExplainJob;
import io.github.heatmill.job.explain.ExplainPlan;
import io.github.heatmill.job.explain.ExplainResult;
import io.github.heatmill.job.explain.ExplainSettings;
import io.github.heatmill.job.owner.FolderLock;
import io.github.heatmill.job.plan.PlanJob;
import io.github.heatmill.job.plan.PlanResult;
import io.github.heatmill.job.plan.PlanSettings;
import io.github.heatmill.job.plan.TrialPlan;
import io.github.heatmill.job.report.ReportJob;
import io.github.heatmill.job.report.ReportPlan;
import io.github.heatmill.job.report.ReportResult;
import io.github.heatmill.job.report.ReportSettings;
import io.github.heatmill.job.sanity.SanityJob;
import io.github.heatmill.job.sanity.SanityPlan;
import io.github.heatmill.job.sanity.SanityResult;
import io.github.heatmill.job.sanity.SanitySettings;
import io.github.heatmill.job.score.ScoreJob;
import io.github.heatmill.job.score.ScorePlan;
import io.github.heatmill.job.score.ScoreResult;
import io.github.heatmill.job.score.ScoreSettings;
import io.github.heatmill.job.session.JobEnvironment;
import io.github.heatmill.job.session.ProgressListener;
import io.github.heatmill.job.session.Session;
import io.github.heatmill.job.shortcuts.ShortcutsJob;
import io.github.heatmill.job.shortcuts.ShortcutsPlan;
import io.github.heatmill.job.shortcuts.ShortcutsResult;
import io.github.heatmill.job.shortcuts.ShortcutsSettings;
import io.github.heatmill.job.sql.FinishedRunViews;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * Runs every job of Heatmill in a Spark session that exists already.
 *
 * <pre>{@code
 * MapSettings maps = MapSettings.of("photos", "resnet18.pt");
 * ExplainResult result =
 *     HeatmillActions.on(spark).explain(ExplainSettings.of(maps, "explained"));
 * }</pre>
 *
 * <p>Each action works in a copy of the session: no view, setting or log level of the user's
 * session changes. Nothing is printed. Several threads may use the same actions at once.
 *
 * <p>Settings that cannot be fulfilled cause a {@link
 * io.github.heatmill.job.problem.ConfigurationException}, which names every problem.
 */
public final class HeatmillActions {
  private final Supplier<Session> sessions;
  private final ProgressListener listener;

  private HeatmillActions(Supplier<Session> sessions, ProgressListener listener) {
    this.sessions = sessions;
    this.listener = listener;
  }

  /** Actions in copies of a session. */
  public static HeatmillActions on(SparkSession spark) {
    return new HeatmillActions(() -> Session.copyOf(spark), ProgressListener.none());
  }

  /** Actions in a session that the caller has opened and closes. */
  public static HeatmillActions in(Session session) {
    return new HeatmillActions(session::shared, ProgressListener.none());
  }

  /** The same actions, which report their progress. */
  public HeatmillActions withProgress(ProgressListener receiver) {
    return new HeatmillActions(sessions, receiver);
  }

  /** Explains all images of a dataset. */
  public ExplainResult explain(ExplainSettings settings) throws IOException {
    return run(spark -> explain(ExplainPlan.of(settings, JobEnvironment.of(spark)), spark));
  }

  /** As {@link #explain(ExplainSettings)}, with settings that are checked already. */
  public ExplainResult explain(ExplainPlan plan) throws IOException {
    return run(spark -> explain(plan, spark));
  }

  private ExplainResult explain(ExplainPlan plan, SparkSession spark) throws IOException {
    String folder = plan.run().output().folder();
    return alone("explain", folder, spark, () -> new ExplainJob(spark, plan, listener).run());
  }

  /**
   * Explains images as they come, until the thread is interrupted.
   *
   * @param every the time between two looks for new images
   * @param results receives a result each time that images were explained
   */
  public void watch(ExplainPlan plan, Duration every, Consumer<ExplainResult> results)
      throws IOException, InterruptedException {
    try (Session session = sessions.get()) {
      SparkSession spark = session.spark();
      FolderLock lock = taken("explain", plan.run().output().folder(), spark);
      try {
        new ExplainJob(spark, plan, listener).watch(every, results);
      } finally {
        lock.close();
      }
    }
  }

  /** Measures the maps of a finished run. */
  public ScoreResult score(ScoreSettings settings) throws IOException {
    return run(spark -> score(ScorePlan.of(settings, JobEnvironment.of(spark)), spark));
  }

  /** As {@link #score(ScoreSettings)}, with settings that are checked already. */
  public ScoreResult score(ScorePlan plan) throws IOException {
    return run(spark -> score(plan, spark));
  }

  private ScoreResult score(ScorePlan plan, SparkSession spark) throws IOException {
    String folder = plan.run().folder();
    return alone("score", folder, spark, () -> new ScoreJob(spark, plan, listener).run());
  }

  /** Compares maps with those of a network that is randomised step by step. */
  public SanityResult sanity(SanitySettings settings) throws IOException {
    return run(spark -> sanity(SanityPlan.of(settings, JobEnvironment.of(spark)), spark));
  }

  /** As {@link #sanity(SanitySettings)}, with settings that are checked already. */
  public SanityResult sanity(SanityPlan plan) throws IOException {
    return run(spark -> sanity(plan, spark));
  }

  private SanityResult sanity(SanityPlan plan, SparkSession spark) throws IOException {
    String folder = plan.run().output().folder();
    return alone("sanity", folder, spark, () -> new SanityJob(spark, plan, listener).run());
  }

  /** Measures how long explaining a dataset takes. The session must be a local one. */
  public PlanResult plan(PlanSettings settings) throws IOException {
    return run(spark -> plan(TrialPlan.of(settings, JobEnvironment.of(spark)), spark));
  }

  /** As {@link #plan(PlanSettings)}, with settings that are checked already. */
  public PlanResult plan(TrialPlan plan) throws IOException {
    return run(spark -> plan(plan, spark));
  }

  private PlanResult plan(TrialPlan plan, SparkSession spark) throws IOException {
    return new PlanJob(spark, plan, listener).run();
  }

  /** Writes one HTML page about a finished run. */
  public ReportResult report(ReportSettings settings) throws IOException {
    return run(spark -> report(ReportPlan.of(settings, JobEnvironment.of(spark)), spark));
  }

  /** As {@link #report(ReportSettings)}, with settings that are checked already. */
  public ReportResult report(ReportPlan plan) throws IOException {
    return run(spark -> report(plan, spark));
  }

  private ReportResult report(ReportPlan plan, SparkSession spark) throws IOException {
    return new ReportJob(spark, plan, listener).run();
  }

  /** Compares two finished runs over the same images. */
  public CompareResult compare(CompareSettings settings) throws IOException {
    return run(spark -> compare(ComparePlan.of(settings, JobEnvironment.of(spark)), spark));
  }

  /** As {@link #compare(CompareSettings)}, with settings that are checked already. */
  public CompareResult compare(ComparePlan plan) throws IOException {
    return run(spark -> compare(plan, spark));
  }

  private CompareResult compare(ComparePlan plan, SparkSession spark) throws IOException {
    String folder = plan.output().files().folder();
    return alone("compare", folder, spark, () -> new CompareJob(spark, plan, listener).run());
  }

  /** Searches a finished run for classes that the network may recognise by a shortcut. */
  public ShortcutsResult shortcuts(ShortcutsSettings settings) throws IOException {
    return run(spark -> shortcuts(ShortcutsPlan.of(settings, JobEnvironment.of(spark)), spark));
  }

  /** As {@link #shortcuts(ShortcutsSettings)}, with settings that are checked already. */
  public ShortcutsResult shortcuts(ShortcutsPlan plan) throws IOException {
    return run(spark -> shortcuts(plan, spark));
  }

  private ShortcutsResult shortcuts(ShortcutsPlan plan, SparkSession spark) throws IOException {
    String folder = plan.output().files().folder();
    return alone("shortcuts", folder, spark, () -> new ShortcutsJob(spark, plan, listener).run());
  }

  /** Opens the tables of a finished run, and the views over them. */
  public FinishedRunViews open(String output) throws IOException {
    return FinishedRunViews.open(sessions.get(), output);
  }

  /** An action in an open session. */
  @FunctionalInterface
  private interface Action<T> {
    T in(SparkSession spark) throws IOException;
  }

  private <T> T run(Action<T> action) throws IOException {
    try (Session session = sessions.get()) {
      return action.in(session.spark());
    }
  }

  /** A job that writes a folder. */
  @FunctionalInterface
  private interface Job<T> {
    T done() throws IOException;
  }

  /** Does a job while nobody else writes its folder. */
  private static <T> T alone(String command, String folder, SparkSession spark, Job<T> job)
      throws IOException {
    FolderLock lock = taken(command, folder, spark);
    try {
      return job.done();
    } finally {
      lock.close();
    }
  }

  private static FolderLock taken(String command, String folder, SparkSession spark)
      throws IOException {
    return FolderLock.take(folder, command, spark.sparkContext().hadoopConfiguration());
  }
}
