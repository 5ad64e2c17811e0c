package io.github.heatmill.job.problem;

import java.util.List;

/** What the user asked for cannot be done. Found before any image is touched, and all at once. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConfigurationException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
