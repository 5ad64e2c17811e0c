package io.github.heatmill.job.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest {

  @Test
  void thirtyTwoOfAHundredLieAtEqualDistances() {
    // floor(i * 100 / 32): steps of 3.125.
    assertThat(Sample.evenly(numbers(100), 32))
        .containsExactly(
            0, 3, 6, 9, 12, 15, 18, 21, 25, 28, 31, 34, 37, 40, 43, 46, 50, 53, 56, 59, 62, 65, 68,
            71, 75, 78, 81, 84, 87, 90, 93, 96);
  }

  @Test
  void ofFewAllAreTaken() {
    assertThat(Sample.evenly(numbers(31), 32)).isEqualTo(numbers(31));
    assertThat(Sample.evenly(numbers(32), 32)).isEqualTo(numbers(32));
    assertThat(Sample.evenly(List.of(), 32)).isEmpty();
  }

  @Test
  void noneIsTakenTwice() {
    for (int size = 32; size < 200; size++) {
      assertThat(Sample.evenly(numbers(size), 32)).hasSize(32).doesNotHaveDuplicates().isSorted();
    }
  }

  private static List<Integer> numbers(int size) {
    return IntStream.range(0, size).boxed().toList();
  }
}
