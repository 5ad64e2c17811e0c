package io.github.heatmill.job.plan;

import io.github.heatmill.job.explain.ExplainPlan;
import io.github.heatmill.model.Batch;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.udf.image.InputImage;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Measures a few images of a dataset on one core of this machine. */
final class PlanJob {
  /** A trial that would take longer takes a batch of images, and not the whole sample. */
  private static final double PATIENCE = 60;

  private final SparkSession spark;
  private final ExplainPlan plan;

  PlanJob(SparkSession spark, ExplainPlan plan) {
    this.spark = spark;
    this.plan = plan;
  }

  /** Runs to the end. */
  PlanReport run() throws IOException {
    PlanSample sample = PlanSample.of(spark, plan);
    Batch batch = sample.batch(plan, spark.sparkContext().hadoopConfiguration());
    OpenedModel opened = plan.model().opened(plan.work().wanted());
    Probe probe = DjlProbes.probe(opened, ComputeDevice.cpu());
    long loaded = NativeMemory.now().orElse(0);
    try (NativeMemory memory = new NativeMemory()) {
      Costs costs = new CostMeter(probe, plan.work(), PlanJob::say).measure(batch);
      List<InputImage> images = affordable(sample.images(), costs.seconds());
      say("Explaining " + images.size() + " images as executors would");
      PlanTrial.Result trial = new PlanTrial(spark, plan).run(images, costs.seconds());
      MemoryNeed need = new MemoryNeed(loaded, memory.peak());
      // Last, since larger batches than the run's say nothing of its memory.
      BatchSizes sizes = BatchSizes.measure(probe, batch, PlanJob::say);
      return new PlanReport(
          plan, sample.total(), trial, new PlanReport.Measured(costs, sizes, need));
    } finally {
      DjlProbes.close(opened, ComputeDevice.cpu());
    }
  }

  private List<InputImage> affordable(List<InputImage> images, double seconds) {
    int batch = plan.work().sizes().batch();
    return images.size() * seconds <= PATIENCE || images.size() <= batch
        ? images
        : images.subList(0, batch);
  }

  private static void say(String what) {
    System.err.println(what);
  }
}
