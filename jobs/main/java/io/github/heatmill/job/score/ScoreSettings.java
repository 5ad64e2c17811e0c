package io.github.heatmill.job.score;

import io.github.heatmill.job.finished.ModelLocation;
import io.github.heatmill.job.run.MetricSettings;
import java.util.List;

/**
 * The settings of {@code score}.
 *
 * @param run the folder of a finished run
 * @param metrics the measurements; without ground truth, that of the run is used
 * @param model where the network is now
 */
public record ScoreSettings(String run, MetricSettings metrics, ModelLocation model) {

  /** Measures the maps of a run against its own ground truth. */
  public static ScoreSettings of(String run, List<String> metrics) {
    return new ScoreSettings(run, MetricSettings.of(metrics), ModelLocation.asRecorded());
  }

  public ScoreSettings withMetrics(MetricSettings other) {
    return new ScoreSettings(run, other, model);
  }

  public ScoreSettings withModel(String source) {
    return withModel(model.at(source));
  }

  public ScoreSettings withModel(ModelLocation location) {
    return new ScoreSettings(run, metrics, location);
  }
}
