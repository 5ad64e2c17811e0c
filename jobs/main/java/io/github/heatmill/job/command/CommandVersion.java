package io.github.heatmill.job.command;

import io.github.heatmill.job.session.Version;
import picocli.CommandLine.IVersionProvider;

/** Prints the version for {@code --version}. */
public final class CommandVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"heatmill " + Version.current()};
  }
}
