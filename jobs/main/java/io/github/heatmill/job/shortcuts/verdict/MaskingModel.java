package io.github.heatmill.job.shortcuts.verdict;

import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.job.finished.ModelLocation;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.udf.request.SavedModel;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * The network of a run, which predicts masked images.
 *
 * @param saved the network; empty if masking is left out
 * @param missing why masking is left out; empty if it is not
 */
public record MaskingModel(Optional<SavedModel> saved, String missing) {

  /** No network. */
  public static MaskingModel none(String reason) {
    return new MaskingModel(Optional.empty(), reason);
  }

  /**
   * Reads the network of a run. A network that the user names must be there. Without a name,
   * masking is left out if the network is no longer where the run found it.
   */
  public static MaskingModel of(
      FinishedRun run, ModelLocation location, Configuration hadoop, Problems problems) {
    MaskingModel read = read(run, location, hadoop);
    problems.expect(location.place().isEmpty() || read.saved.isPresent(), read.missing);
    return read;
  }

  private static MaskingModel read(FinishedRun run, ModelLocation location, Configuration hadoop) {
    try {
      SavedModel model = location.open(run, hadoop);
      return model.sha256().equals(run.modelSha256())
          ? new MaskingModel(Optional.of(model), "")
          : none(
              "Another model: "
                  + model.name()
                  + " (must be "
                  + run.modelName()
                  + ", as the run used)");
    } catch (IOException | RuntimeException e) {
      return none(String.valueOf(e.getMessage()));
    }
  }
}
