package io.github.heatmill.model.randomise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.archive.StoredTensor;
import io.github.heatmill.model.randomise.ParameterTree.ModuleParameter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShuffledStorageTest {

  @Test
  void valuesOfAnyWidthAreMovedAsBytes() {
    for (int width : new int[] {1, 2, 4, 8}) {
      byte[] values = new byte[20 * width];
      for (int i = 0; i < values.length; i++) {
        values[i] = (byte) (i / width);
      }
      byte[] after = shuffled(values, parameter("a", 20, 0, List.of(4L, 5L), List.of(5L, 1L)));

      assertThat(after).isNotEqualTo(values).hasSameSizeAs(values);
      for (int i = 0; i < after.length; i++) {
        assertThat(after[i]).isEqualTo(after[i / width * width]);
      }
      byte[] sorted = after.clone();
      Arrays.sort(sorted);
      assertThat(sorted).isEqualTo(values);
    }
  }

  @Test
  void onlyTheParametersOwnPartOfAStorageChanges() {
    byte[] after = shuffled(numbers(30), parameter("a", 30, 10, List.of(12L), List.of(1L)));

    assertThat(Arrays.copyOf(after, 10)).isEqualTo(Arrays.copyOf(numbers(30), 10));
    assertThat(Arrays.copyOfRange(after, 22, 30))
        .isEqualTo(Arrays.copyOfRange(numbers(30), 22, 30));
    assertThat(after).isNotEqualTo(numbers(30)).containsExactlyInAnyOrder(numbers(30));
  }

  @Test
  void neighboursInOneStorageAreShuffledEachForItself() {
    ModuleParameter first = parameter("a", 20, 0, List.of(10L), List.of(1L));
    ModuleParameter second = parameter("b", 20, 10, List.of(10L), List.of(1L));

    byte[] both = shuffled(numbers(20), first, second);

    assertThat(Arrays.copyOf(both, 10)).isEqualTo(Arrays.copyOf(shuffled(numbers(20), first), 10));
    assertThat(Arrays.copyOfRange(both, 10, 20))
        .isEqualTo(Arrays.copyOfRange(shuffled(numbers(20), second), 10, 20));
  }

  @Test
  void aTensorUnderTwoNamesIsShuffledOnceForTheFirst() {
    ModuleParameter head = parameter("head", 12, 0, List.of(3L, 4L), List.of(4L, 1L));
    ModuleParameter tied = parameter("tied", 12, 0, List.of(4L, 3L), List.of(1L, 4L));

    assertThat(shuffled(numbers(12), head, tied)).isEqualTo(shuffled(numbers(12), head));
  }

  @Test
  void theSeedDependsOnTheNameAlone() {
    ModuleParameter a = parameter("a", 20, 0, List.of(20L), List.of(1L));
    ModuleParameter b = parameter("b", 20, 0, List.of(20L), List.of(1L));

    assertThat(shuffled(numbers(20), a)).isEqualTo(shuffled(numbers(20), a));
    assertThat(shuffled(numbers(20), a)).isNotEqualTo(shuffled(numbers(20), b));
  }

  @Test
  void channelsLastIsDenseAndAViewWithGapsIsRefused() {
    StoredTensor last =
        new StoredTensor(
            "0", "torch.FloatStorage", 24, 0, List.of(1L, 2L, 3L, 4L), List.of(24L, 1L, 8L, 2L));
    assertThat(last.isDense()).isTrue();

    ModuleParameter gaps = parameter("conv.weight", 24, 0, List.of(6L, 2L), List.of(4L, 1L));
    assertThatThrownBy(() -> shuffled(numbers(24), gaps))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Parameters cannot be randomised: conv.weight are views with gaps"
                + " (save the network with contiguous parameters)");
  }

  @Test
  void overlappingAndUnreadParametersAreRefused() {
    ModuleParameter a = parameter("a", 20, 0, List.of(12L), List.of(1L));
    ModuleParameter b = parameter("b", 20, 8, List.of(12L), List.of(1L));
    assertThatThrownBy(() -> shuffled(numbers(20), a, b))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Parameters cannot be randomised: a and b share a part of their values"
                + " (save the network with parameters of their own)");
    ModuleParameter[] unread =
        Stream.of("q", "r", "s", "t", "u")
            .map(path -> new ModuleParameter(path, Optional.empty()))
            .toArray(ModuleParameter[]::new);
    assertThatThrownBy(() -> shuffled(numbers(20), unread))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Parameters cannot be randomised: q, r, s and 2 more are no plain tensors"
                + " (quantised and sparse ones are saved in ways of their own)");
  }

  @Test
  void aStorageOfAnotherSizeThanDeclaredIsABrokenFile() {
    ModuleParameter a = parameter("a", 7, 0, List.of(7L), List.of(1L));
    assertThatThrownBy(() -> shuffled(numbers(20), a))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("Broken model file: the 7 values of a take 20 bytes");
  }

  private static ModuleParameter parameter(
      String path, long storage, long offset, List<Long> shape, List<Long> strides) {
    StoredTensor tensor =
        new StoredTensor("0", "torch.FloatStorage", storage, offset, shape, strides);
    return new ModuleParameter(path, Optional.of(tensor));
  }

  private static byte[] shuffled(byte[] values, ModuleParameter... parameters) {
    return ShuffledStorage.changes(List.of(parameters)).get("data/0").apply(values);
  }

  private static byte[] numbers(int count) {
    byte[] numbers = new byte[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (byte) i;
    }
    return numbers;
  }
}
