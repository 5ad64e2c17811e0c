package io.github.heatmill.job.finished;

import io.github.heatmill.model.operator.Trust;
import io.github.heatmill.udf.image.RecordedPlace;
import io.github.heatmill.udf.request.ModelCheck;
import io.github.heatmill.udf.request.SavedModel;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * Where the network of a finished run is now.
 *
 * @param place a file, or a folder with one; empty for where the run found it
 * @param trust whether it may call what is not known to only compute
 */
public record ModelLocation(Optional<String> place, Trust trust) {

  /** A network that is still where the run found it. */
  public static ModelLocation asRecorded() {
    return new ModelLocation(Optional.empty(), Trust.CHECKED);
  }

  /** A network that is now in this file or folder. */
  public ModelLocation at(String other) {
    return new ModelLocation(Optional.of(other), trust);
  }

  /** As {@link Trust} says of {@code --trust-model}. */
  public ModelLocation with(Trust other) {
    return new ModelLocation(place, other);
  }

  /**
   * Reads the network as the run used it. It is the caller's task to compare the hash.
   *
   * @throws IllegalArgumentException if it cannot be opened, or if the run names a place that only
   *     the user may name
   */
  public SavedModel open(FinishedRun run, Configuration hadoop) throws IOException {
    String source = place.orElseGet(() -> RecordedPlace.readable(run.modelSource()));
    ModelCheck check = ModelCheck.of(trust);
    return SavedModel.of(source, check, beside -> run.card(), hadoop).with(run.layouts());
  }
}
