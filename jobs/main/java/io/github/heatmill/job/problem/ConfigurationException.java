package io.github.heatmill.job.problem;

import java.util.List;

/** The settings are invalid. The message has a line for each problem; no image was read yet. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConfigurationException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
