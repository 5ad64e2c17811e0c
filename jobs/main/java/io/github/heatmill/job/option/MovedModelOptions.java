package io.github.heatmill.job.option;

import io.github.heatmill.job.finished.ModelLocation;
import io.github.heatmill.model.operator.Trust;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that say where the network of a finished run is now. */
public final class MovedModelOptions {
  @Option(
      names = "--model",
      paramLabel = "DIR-OR-FILE",
      description =
          "Where the network is now (default: where the run found it). It is read only if a number"
              + " needs it.")
  String model;

  @Option(
      names = Trust.OPTION,
      description =
          "Run the network although it calls what is not known to only compute. For files whose"
              + " maker you trust.")
  boolean trustModel;

  /** The place that the options name. */
  public ModelLocation location() {
    return new ModelLocation(Optional.ofNullable(model), Trust.of(trustModel));
  }
}
