package io.github.heatmill.model.djl;

import io.github.heatmill.model.ComputeDevice;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets the tasks that share a GPU compute one after the other, in the order of their requests. The
 * GPU's memory then holds one batch only, while the other tasks decode images. CPUs need no turns.
 */
final class DeviceTurn {
  private final Optional<Lock> lock;

  private DeviceTurn(Optional<Lock> lock) {
    this.lock = lock;
  }

  /** The turn that all networks on a device of this process share. */
  static DeviceTurn of(ComputeDevice device) {
    return new DeviceTurn(
        device.isGpu() ? Optional.of(new ReentrantLock(true /* fair */)) : Optional.empty());
  }

  /** Waits for the device, and does some work on it. */
  <T> T during(Supplier<T> work) {
    lock.ifPresent(Lock::lock);
    try {
      return work.get();
    } finally {
      lock.ifPresent(Lock::unlock);
    }
  }
}
