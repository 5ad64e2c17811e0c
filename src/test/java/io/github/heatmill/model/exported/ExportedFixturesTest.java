package io.github.heatmill.model.exported;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.model.exported.ExportedFixtures.Expected;
import io.github.heatmill.model.exported.ExportedFixtures.ExpectedLayer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExportedFixturesTest {
  private static final int CLASSES = 5;

  @Test
  void listsThePrograms() {
    assertThat(ExportedFixtures.names())
        .hasSize(58)
        .contains("plain", "plain-2.7", "plain-2.8", "several");
  }

  @ParameterizedTest
  @MethodSource("io.github.heatmill.model.exported.ExportedFixtures#names")
  void everyProgramHasFiniteNumbersOfItsShapesThatAreNotAllZero(String name) {
    Expected expected = ExportedFixtures.expected(name);

    assertThat(ExportedFixtures.file(name)).isNotEmptyFile();
    assertThat(expected.logits()).hasSize(expected.shape()[0] * CLASSES);
    for (ExpectedLayer layer : expected.layers().values()) {
      int size = Arrays.stream(layer.shape()).reduce(1, Math::multiplyExact);
      assertThat(layer.activation()).hasSize(size);
      assertThat(layer.gradient()).hasSize(size);
      double length = 0;
      for (float value : layer.gradient()) {
        length += Math.abs(value);
      }
      assertThat(length).isFinite().isPositive();
    }
  }

  @Test
  void bytesAreWholeNumbersFrom28To228() {
    // sin(0) = 0 gives 128; sin(0.37) = 0.3616 gives 164.16; sin(1.48) = 0.9959 gives 227.59.
    float[] values = ExportedFixtures.expected("bytes").images().values();

    assertThat(Arrays.copyOf(values, 5)).containsExactly(128, 164, 195, 218, 228);
  }
}
