package io.github.heatmill.metric.localisation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.truth.Box;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrowingMaskTest {
  private static final int HEIGHT = 6;
  private static final int WIDTH = 7;

  @Test
  void aPixelThatJoinsTwoComponentsJoinsTheirBoxes() {
    GrowingMask mask = new GrowingMask(1, 5);
    mask.add(4);
    mask.add(3);
    mask.add(1);
    assertThat(mask.box()).isEqualTo(new Box(3, 0, 2, 1));
    mask.add(2);
    assertThat(mask.box()).isEqualTo(new Box(1, 0, 4, 1));
  }

  @Test
  void ofTwoThatBecomeEquallyLargeTheFirstInRowMajorOrderIsTheLargest() {
    GrowingMask mask = new GrowingMask(1, 5);
    mask.add(4);
    mask.add(0);
    assertThat(mask.box()).isEqualTo(new Box(0, 0, 1, 1));
    mask.add(3);
    mask.add(1);
    assertThat(mask.box()).isEqualTo(new Box(0, 0, 2, 1));
  }

  @Test
  void atEveryStepItEqualsTheResultOfFlooding() {
    Random random = new Random(1);
    for (int trial = 0; trial < 50; trial++) {
      List<Integer> order = new ArrayList<>(IntStream.range(0, HEIGHT * WIDTH).boxed().toList());
      Collections.shuffle(order, random);
      GrowingMask mask = new GrowingMask(HEIGHT, WIDTH);
      BitSet pixels = new BitSet();
      for (int pixel : order) {
        mask.add(pixel);
        pixels.set(pixel);
        assertThat(mask.box()).isEqualTo(flooded(pixels));
      }
    }
  }

  private static Box flooded(BitSet pixels) {
    BitSet left = (BitSet) pixels.clone();
    BitSet largest = new BitSet();
    while (!left.isEmpty()) {
      BitSet component = component(left);
      left.andNot(component);
      if (component.cardinality() > largest.cardinality()) {
        largest = component;
      }
    }
    int[] xs = largest.stream().map(i -> i % WIDTH).sorted().toArray();
    int[] ys = largest.stream().map(i -> i / WIDTH).sorted().toArray();
    return Box.between(xs[0], ys[0], xs[xs.length - 1] + 1, ys[ys.length - 1] + 1);
  }

  /** That of the first pixel. */
  private static BitSet component(BitSet pixels) {
    BitSet component = new BitSet();
    Deque<Integer> open = new ArrayDeque<>();
    open.add(pixels.nextSetBit(0));
    while (!open.isEmpty()) {
      int at = open.remove();
      if (!component.get(at)) {
        component.set(at);
        pixels.stream()
            .filter(i -> Math.abs(i / WIDTH - at / WIDTH) <= 1)
            .filter(i -> Math.abs(i % WIDTH - at % WIDTH) <= 1)
            .forEach(open::add);
      }
    }
    return component;
  }
}
