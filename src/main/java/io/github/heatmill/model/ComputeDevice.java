package io.github.heatmill.model;

import java.io.Serializable;

/**
 * The device on which a network runs.
 *
 * @param gpu the index of a GPU as this process counts them, or {@link #CPU}
 */
public record ComputeDevice(int gpu) implements Serializable {
  private static final int CPU = -1;

  /** The CPU. */
  public static ComputeDevice cpu() {
    return new ComputeDevice(CPU);
  }

  /**
   * One GPU.
   *
   * @throws IllegalArgumentException if the index is negative
   */
  public static ComputeDevice gpu(int index) {
    if (index < 0) {
      throw new IllegalArgumentException("Invalid GPU index: " + index + " (must be >= 0)");
    }
    return new ComputeDevice(index);
  }

  public boolean isGpu() {
    return gpu != CPU;
  }

  @Override
  public String toString() {
    return isGpu() ? "gpu" + gpu : "cpu";
  }
}
