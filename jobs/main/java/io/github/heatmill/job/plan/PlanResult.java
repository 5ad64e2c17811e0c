package io.github.heatmill.job.plan;

import io.github.heatmill.job.input.PieceSize;
import io.github.heatmill.job.input.TaskPacking;
import io.github.heatmill.job.plan.PlanSettings.Executors;
import io.github.heatmill.job.plan.cost.BatchSizes;
import io.github.heatmill.job.plan.cost.Costs;
import io.github.heatmill.job.plan.cost.NativeMemory;

/**
 * The result of {@code plan}.
 *
 * @param dataset the size of the dataset
 * @param batch images in one forward pass of the planned run
 * @param executors the executors for which times are computed
 * @param trial the measurement of a sample
 * @param measured the measurements of the parts of the run
 */
public record PlanResult(
    Dataset dataset, int batch, Executors executors, PlanTrial.Result trial, Measured measured) {

  /**
   * The size of the dataset.
   *
   * @param images the number of all images
   * @param statisticsImages the images of a first pass for activation statistics; 0 without one
   */
  public record Dataset(long images, long statisticsImages) {}

  /** Time by method and metric, speed by batch size, and memory. */
  public record Measured(Costs costs, BatchSizes sizes, NativeMemory.Need memory) {}

  /** The hours of the whole run with a number of executors. */
  public double hours(int number) {
    double looking = trial.shares().get("decode") + trial.shares().get("forward");
    return new Forecast(
            dataset.images, trial.rate(), dataset.statisticsImages, trial.rate() / looking)
        .hours(number, executors.cores());
  }

  /** The tasks and pieces into which {@code explain} cuts the run. */
  public Tasks tasks(int number) {
    int cores = executors.cores();
    double rate = trial.rate() * number * Forecast.speedup(cores);
    long piece = Math.min(dataset.images, Math.max(1, Math.round(rate * PieceSize.SECONDS)));
    int task =
        new TaskPacking(batch, number * cores).most((int) Math.min(piece, Integer.MAX_VALUE));
    return new Tasks(piece, task, number * cores);
  }

  /** The bytes of all tables. */
  public double tableBytes(int number) {
    return trial.size().bytes(dataset.images, tasks(number).files(dataset.images));
  }
}
