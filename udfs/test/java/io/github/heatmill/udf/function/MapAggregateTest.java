package io.github.heatmill.udf.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MapAggregateTest {

  @ParameterizedTest
  @EnumSource(MapStatistic.class)
  void itsExampleGivesItsAnswer(MapStatistic statistic) {
    FunctionCard.Help help = statistic.info().help();

    assertThat(SparkSqlText.of(help.example())).isEqualTo(help.answer());
  }
}
