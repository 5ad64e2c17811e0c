package io.github.heatmill.model.djl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * Memory outside the heap for the images of a batch, used again by the next one: as many buffers as
 * there are threads at work.
 *
 * <p>DJL would allocate a buffer for each batch and leave it to the garbage collector, which does
 * not see how large they are: a process grew by its maximum heap size before they went.
 */
final class InputBuffers {
  private final Queue<ByteBuffer> idle = new ConcurrentLinkedQueue<>();

  /** Lends a buffer that holds the values, until {@code use} returns. */
  <T> T holding(float[] values, Function<ByteBuffer, T> use) {
    ByteBuffer buffer = ofSize(Math.multiplyExact(values.length, Float.BYTES));
    try {
      buffer.asFloatBuffer().put(values);
      return use.apply(buffer);
    } finally {
      idle.add(buffer);
    }
  }

  private ByteBuffer ofSize(int bytes) {
    ByteBuffer buffer = idle.poll();
    return buffer != null && buffer.capacity() == bytes
        ? buffer
        : ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }
}
