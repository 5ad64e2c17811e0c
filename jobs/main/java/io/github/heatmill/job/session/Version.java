package io.github.heatmill.job.session;

import java.util.Optional;

/** The version of this build. */
public final class Version {
  private Version() {}

  /** The version that the jar states; {@code development} outside of a jar. */
  public static String current() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
