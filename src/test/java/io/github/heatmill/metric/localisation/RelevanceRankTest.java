package io.github.heatmill.metric.localisation;

import static io.github.heatmill.metric.Subjects.alone;
import static io.github.heatmill.metric.Subjects.located;
import static io.github.heatmill.metric.Subjects.map;
import static io.github.heatmill.metric.Subjects.object;
import static io.github.heatmill.metric.Subjects.randomMap;
import static io.github.heatmill.metric.Subjects.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.tensor.Tensor;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RelevanceRankTest {
  private static final String ID = "relevance_rank";

  @Test
  void itIsTheShareOfTheHighestPixelsOnTheObject() {
    Tensor map = map(2, 4, 3, 2, 1);
    // The two highest are pixels 0 and 1; one of them is on the object.
    assertThat(value(ID, located(map, object("dog", map, 0, 2)))).isEqualTo(0.5);
  }

  @Test
  void asManyPixelsCountAsAllObjectsHaveTogether() {
    Tensor map = map(2, 4, 3, 2, 1);
    // The three highest are 0, 1 and 2; the union is 0, 1 and 3.
    assertThat(value(ID, located(map, object("dog", map, 0, 1), object("dog", map, 1, 3))))
        .isEqualTo(2.0 / 3);
  }

  @Test
  void ofTiedPixelsTheFirstCount() {
    Tensor map = map(2, 1, 1, 0, 0);
    assertThat(value(ID, located(map, object("dog", map, 0)))).isEqualTo(1);
    assertThat(value(ID, located(map, object("dog", map, 1)))).isEqualTo(0);
  }

  @Test
  void theOracleHasAllAndItsOppositeNone() {
    Tensor map = map(3, 0, 1, 1, 0, 0, 1);
    assertThat(value(ID, located(map, object("dog", map, 1, 2, 5)))).isEqualTo(1);
    assertThat(value(ID, located(map, object("dog", map, 0, 3, 4)))).isEqualTo(0);
  }

  @Test
  void anObjectThatFillsTheImageHasAll() {
    Tensor map = randomMap(new Random(1), 5, 6);
    int[] everywhere = IntStream.range(0, 30).toArray();
    assertThat(value(ID, located(map, object("dog", map, everywhere)))).isEqualTo(1);
  }

  @Test
  void itIsUndefinedWithoutObject() {
    Tensor map = map(2, 4, 3, 2, 1);
    assertThat(value(ID, alone(map))).isNaN();
    assertThat(value(ID, located(map))).isNaN();
  }
}
