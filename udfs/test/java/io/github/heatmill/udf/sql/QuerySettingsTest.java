package io.github.heatmill.udf.sql;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuerySettingsTest {
  @Test
  void settingsThatThereAreNotAreNamedWithTheClosestThatThereIs() {
    assertThatThrownBy(
            () ->
                QuerySettings.expectKnown(
                    List.of("spark.heatmill.modle", "spark.heatmill.batchsize", "spark.master")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "Unknown setting: spark.heatmill.batchsize (did you mean spark.heatmill.batchSize?")
        .hasMessageContaining(
            "Unknown setting: spark.heatmill.modle (did you mean spark.heatmill.model?")
        .hasMessageNotContaining("spark.master");
  }

  @Test
  void settingsOfSparkAndOfOthersAreNotLookedAt() {
    List<String> names =
        List.of(
            "spark.heatmill.model", "spark.heatmill.trustModel", "spark.sql.extensions", "mine");

    assertThatCode(() -> QuerySettings.expectKnown(names)).doesNotThrowAnyException();
  }
}
