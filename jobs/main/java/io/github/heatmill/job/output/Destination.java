package io.github.heatmill.job.output;

import io.github.heatmill.job.output.RunOutput.Existing;

/**
 * The file or folder that a job writes.
 *
 * @param name its path or URI
 * @param existing whether an earlier result is replaced
 */
public record Destination(String name, Existing existing) {

  /** A destination that must not exist yet. */
  public static Destination unused(String name) {
    return new Destination(name, Existing.REFUSED);
  }

  /** The same destination, where an earlier result is replaced. */
  public Destination replacing() {
    return new Destination(name, Existing.REPLACED);
  }
}
