package io.github.heatmill.job.option;

import io.github.heatmill.model.operator.Trust;
import picocli.CommandLine.Option;

/** The option by which the user trusts a network. */
final class TrustOptions {
  @Option(
      names = Trust.OPTION,
      description =
          "Run the network although it calls what is not known to only compute: it may read and write"
              + " files as you may. For files whose maker you trust.")
  boolean trusted;

  /** What the option says. */
  Trust trust() {
    return Trust.of(trusted);
  }
}
