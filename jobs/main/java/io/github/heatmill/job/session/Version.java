package io.github.heatmill.job.session;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Says which build this is. */
public final class Version implements IVersionProvider {
  /** The version of this build, as its jar says. */
  public static String current() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"heatmill " + current()};
  }
}
