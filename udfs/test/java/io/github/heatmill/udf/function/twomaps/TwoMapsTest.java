package io.github.heatmill.udf.function.twomaps;

import static io.github.heatmill.udf.TestTable.flat;
import static io.github.heatmill.udf.TestTable.map;
import static io.github.heatmill.udf.TestTable.ofPair;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what all functions of two maps have in common. */
@Tag("both-lines")
class TwoMapsTest {
  private static final String CALLS =
      "heatmap_iou(a, b, 0.5); heatmap_correlation(a, b); heatmap_rank_correlation(a, b);"
          + " heatmap_ssim(a, b); heatmap_emd(a, b)";
  private static final String MAP = map(2, 2, 0, 1, 2, 3);

  @ParameterizedTest
  @ValueSource(strings = {"flat", "one place", "NaN", "Infinity", "-Infinity"})
  void isNullIfEitherMapHasNoEvidence(String kind) {
    for (String call : CALLS.split("; *")) {
      assertThat(ofPair(call, mute(kind), MAP)).as(call).isNull();
      assertThat(ofPair(call, MAP, mute(kind))).as(call).isNull();
    }
  }

  private static String mute(String kind) {
    return switch (kind) {
      case "flat" -> flat(2, 2);
      case "one place" -> map(1, 1, 7);
      default -> map(2, 2, 0, 1, 2, "double('" + kind + "')");
    };
  }

  @Test
  void aMapIsMostLikeItself() {
    assertThat(ofPair("heatmap_iou(a, a, 0.5)", MAP, MAP)).isEqualTo(1.0);
    assertThat(ofPair("heatmap_correlation(a, a)", MAP, MAP)).isEqualTo(1.0);
    assertThat(ofPair("heatmap_rank_correlation(a, a)", MAP, MAP)).isEqualTo(1.0);
    assertThat((Double) ofPair("heatmap_ssim(a, a)", MAP, MAP)).isCloseTo(1, within(1e-12));
    assertThat(ofPair("heatmap_emd(a, a)", MAP, MAP)).isEqualTo(0.0);
  }

  @Test
  void swappingTheMapsChangesNothing() {
    String other = map(2, 2, 2, 0, 1, 3);

    for (String call : CALLS.split("; *")) {
      assertThat((Double) ofPair(call, MAP, other))
          .as(call)
          .isCloseTo((Double) ofPair(call, other, MAP), within(1e-12));
    }
  }

  @Test
  void valuesNearTheLargestFloatDoNotOverflow() {
    String huge = map(1, 3, "-3e38", 0, "3e38");

    assertThat(ofPair("heatmap_iou(a, b, 0.5)", huge, map(1, 3, 0, 1, 2))).isEqualTo(1.0);
    assertThat(ofPair("heatmap_correlation(a, b)", huge, map(1, 3, 0, 1, 2))).isEqualTo(1.0);
    assertThat(ofPair("heatmap_rank_correlation(a, b)", huge, map(1, 3, 0, 1, 2))).isEqualTo(1.0);
    assertThat(ofPair("heatmap_ssim(a, b)", huge, map(1, 3, 0, 1, 2))).isEqualTo(1.0);
    assertThat(ofPair("heatmap_emd(a, b)", huge, map(1, 3, 0, 1, 2))).isEqualTo(0.0);
  }
}
