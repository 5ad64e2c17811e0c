package io.github.heatmill.method.head;

import io.github.heatmill.model.Head;
import io.github.heatmill.model.alteration.Gates;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;

/**
 * Runs a head under many gates, a few at a time, because the logits of all may not fit in memory.
 */
final class GateRuns {
  private static final int AT_ONCE = 128;

  private GateRuns() {}

  /** Makes some of the gates. */
  interface Maker {
    /** The gates of the indices {@code from} to below {@code to}; called once, in order. */
    Gates gates(int from, int to);
  }

  /** Receives the logits of the head. */
  interface Listener {
    /** The logits of one image under one gate. */
    void logits(int gate, int image, float[] logits);
  }

  /** Runs the gates 0 to below {@code count}, in order. */
  static void run(Head head, int count, Maker maker, Listener listener) {
    for (int from = 0; from < count; from += AT_ONCE) {
      int to = Math.min(count, from + AT_ONCE);
      Tensor logits = head.logits(maker.gates(from, to));
      int images = logits.length(1);
      int classes = logits.length(2);
      for (int row = 0; row < (to - from) * images; row++) {
        float[] one = Arrays.copyOfRange(logits.values(), row * classes, (row + 1) * classes);
        listener.logits(from + row / images, row % images, one);
      }
    }
  }
}
