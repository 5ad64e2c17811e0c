package io.github.heatmill.model.djl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Reusable memory outside the heap for the inputs of a network. Keeps as many buffers of each size
 * as were ever in use at once.
 *
 * <p>DJL would allocate a buffer for each array and leave it to the garbage collector, which does
 * not see how large they are: a process grew by its maximum heap size before they went.
 */
final class InputBuffers {
  /** Sizes are rounded up to powers of two, so that there are few of them. */
  private static final int SMALLEST = 4096;

  private final Map<Integer, Queue<ByteBuffer>> idle = new ConcurrentHashMap<>();

  /** A loan for one call. */
  Loan loan() {
    return new Loan();
  }

  /** Buffers that are returned together. Not thread-safe. */
  final class Loan implements AutoCloseable {
    private final List<ByteBuffer> lent = new ArrayList<>();

    /** A buffer that holds the values until the loan is closed. */
    ByteBuffer holding(float[] values) {
      int bytes = Math.multiplyExact(values.length, Float.BYTES);
      ByteBuffer whole = ofCapacity(capacity(bytes));
      lent.add(whole);
      whole.asFloatBuffer().put(values);
      return whole.slice(0, bytes).order(ByteOrder.nativeOrder());
    }

    @Override
    public void close() {
      lent.forEach(buffer -> idle(buffer.capacity()).add(buffer));
    }
  }

  private static int capacity(int bytes) {
    int rounded = Integer.highestOneBit(Math.max(bytes, SMALLEST) - 1) << 1;
    return rounded > 0 ? rounded : bytes;
  }

  private ByteBuffer ofCapacity(int capacity) {
    ByteBuffer buffer = idle(capacity).poll();
    return buffer != null
        ? buffer
        : ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
  }

  private Queue<ByteBuffer> idle(int capacity) {
    return idle.computeIfAbsent(capacity, size -> new ConcurrentLinkedQueue<>());
  }
}
