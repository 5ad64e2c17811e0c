package io.github.heatmill.udf.batch;

import static io.github.heatmill.udf.batch.Executor.grey;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.request.Target;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/**
 * Tests networks that request 128 TiB: {@code hungry} does so for more than two images or for a
 * bright one.
 */
class OutOfMemoryTest {
  private static final List<InputImage> DARK =
      List.of(grey(10, null), grey(20, null), grey(30, null), grey(40, null), grey(50, null));
  private static final List<InputImage> ONE_BRIGHT =
      List.of(grey(10, null), grey(20, null), grey(30, null), grey(250, null), grey(40, null));

  @Test
  void aBatchThatDoesNotFitIsHalved() {
    assertThat(json("hungry", DARK)).isEqualTo(json("network", DARK));
  }

  @Test
  void imagesThatFitNoBatchOfTwoGoAlone() {
    List<Row> outcomes = Executor.outcomes("starving", Target.predicted(), DARK, 1);

    assertThat(outcomes)
        .hasSize(5)
        .allSatisfy(row -> assertThat(row.isNullAt(row.fieldIndex("error"))).isTrue());
  }

  @Test
  void anImageThatNeedsTooMuchByItselfIsAnError() {
    List<Row> outcomes = Executor.outcomes("hungry", Target.predicted(), ONE_BRIGHT, 1);

    Row error = outcomes.get(4).getStruct(outcomes.get(4).fieldIndex("error"));
    assertThat(error.getString(0)).isEqualTo("infer");
    assertThat(error.getString(1))
        .startsWith("Out of memory with this image alone, whatever --batch-size: Network failed: ")
        .contains("you tried to allocate 140737488355328 bytes")
        .doesNotContain("\n");
  }

  /** The other images are sent in batches of two instead of four. */
  @Test
  void imagesBesideOneThatNeedsTooMuchGetTheSameBits() {
    List<InputImage> others = List.of(DARK.get(0), DARK.get(1), DARK.get(2), DARK.get(3));

    assertThat(json("hungry", ONE_BRIGHT).subList(0, 4)).isEqualTo(json("network", others));
  }

  private static List<String> json(String network, List<InputImage> images) {
    return Executor.outcomes(network, Target.predicted(), images, 1).stream()
        .map(Row::json)
        .toList();
  }
}
