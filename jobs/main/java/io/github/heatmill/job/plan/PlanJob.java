package io.github.heatmill.job.plan;

import io.github.heatmill.job.plan.cost.BatchSizes;
import io.github.heatmill.job.plan.cost.CostMeter;
import io.github.heatmill.job.plan.cost.Costs;
import io.github.heatmill.job.plan.cost.NativeMemory;
import io.github.heatmill.job.plan.cost.StepTimes;
import io.github.heatmill.job.run.MapRun;
import io.github.heatmill.job.session.ProgressListener;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.udf.image.InputImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.SparkSession;

/** Measures a few images of a dataset on one core of this machine. */
public final class PlanJob {
  /** A trial that would take longer uses one batch of images instead of the whole sample. */
  private static final double PATIENCE = 60;

  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final SparkSession spark;
  private final TrialPlan plan;
  private final MapRun run;
  private final ProgressListener listener;

  public PlanJob(SparkSession spark, TrialPlan plan, ProgressListener listener) {
    this.spark = spark;
    this.plan = plan;
    this.run = plan.run();
    this.listener = listener;
  }

  /**
   * Runs all measurements.
   *
   * @throws IllegalArgumentException if Spark is not local, or no image of the sample can be
   *     decoded
   */
  public PlanResult run() throws IOException {
    if (!spark.sparkContext().isLocal()) {
      throw new IllegalArgumentException(
          "Spark runs elsewhere: "
              + spark.sparkContext().master()
              + " (a plan is measured in a local session, such as local[1])");
    }
    Files.createDirectory(plan.scratch(), PRIVATE);
    StepTimes times = StepTimes.start();
    try {
      return measured();
    } finally {
      times.stop();
      FileUtil.fullyDelete(plan.scratch().toFile());
    }
  }

  private PlanResult measured() throws IOException {
    PlanSample sample = PlanSample.of(spark, run);
    Batch batch = sample.batch(run, spark.sparkContext().hadoopConfiguration());
    OpenedModel opened = run.model().opened(run.work().wanted());
    Probe probe = DjlProbes.probe(opened, ComputeDevice.cpu());
    long loaded = NativeMemory.now().orElse(0);
    try (NativeMemory memory = new NativeMemory()) {
      Costs costs = new CostMeter(probe, run.work(), listener::stepStarted).measure(batch);
      // Other rules than a list of classes tell only in the trial how many they choose.
      double seconds = costs.seconds(Math.max(1, run.work().target().listed()));
      List<InputImage> images = affordable(sample.images(), seconds);
      listener.stepStarted("Explaining " + images.size() + " images as executors would");
      PlanTrial.Result trial = new PlanTrial(spark, run).run(images, seconds);
      NativeMemory.Need need = new NativeMemory.Need(loaded, memory.peak());
      // Last, since batches that are larger than those of the run need more memory.
      BatchSizes sizes =
          BatchSizes.measure(
              probe, batch, run.model().script().limits().batches(), listener::stepStarted);
      return new PlanResult(
          new PlanResult.Dataset(sample.total(), statisticsImages(sample.total())),
          run.work().sizes().batch(),
          plan.executors(),
          trial,
          new PlanResult.Measured(costs, sizes, need));
    } finally {
      DjlProbes.close(opened, ComputeDevice.cpu());
    }
  }

  private long statisticsImages(long total) {
    return run.work().layersWithStatistics().isEmpty()
        ? 0
        : Math.min(total, run.work().sizes().sample());
  }

  private List<InputImage> affordable(List<InputImage> images, double seconds) {
    int batch = run.work().sizes().batch();
    return images.size() * seconds <= PATIENCE || images.size() <= batch
        ? images
        : images.subList(0, batch);
  }
}
