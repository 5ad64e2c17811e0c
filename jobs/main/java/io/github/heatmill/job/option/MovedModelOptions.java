package io.github.heatmill.job.option;

import io.github.heatmill.job.finished.ModelLocation;
import java.util.Optional;
import picocli.CommandLine.Mixin;
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

  @Mixin TrustOptions trust = new TrustOptions();

  /** The place that the options name. */
  public ModelLocation location() {
    return new ModelLocation(Optional.ofNullable(model), trust.trust());
  }
}
