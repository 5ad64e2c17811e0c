package io.github.heatmill.job.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.console.AlignedTable.Align;
import io.github.heatmill.job.console.AlignedTable.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlignedTableTest {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("Name", Align.LEFT),
          new Column("Note", Align.LEFT),
          new Column("n", Align.RIGHT, 4));

  private static final AlignedTable TABLE =
      new AlignedTable(COLUMNS, List.of(List.of("cat", "", "5"), List.of("猫猫猫", "", "12345")));

  @Test
  void textBeginsAtTheLeftAndNumbersEndAtTheRight() {
    assertThat(TABLE.lines())
        .containsExactly("Name    Note      n", "cat               5", "猫猫猫        12345");
  }

  @Test
  void aColumnHasItsLeastWidthWhereAllCellsAreShorter() {
    assertThat(new AlignedTable(COLUMNS, List.of(List.of("cat", "a", "5"))).lines())
        .containsExactly("Name  Note     n", "cat   a        5");
  }

  @Test
  void columnsWithoutTextAreLeftOutOnRequest() {
    assertThat(TABLE.withoutEmptyColumns().indented())
        .containsExactly("  Name        n", "  cat         5", "  猫猫猫  12345");
  }

  @Test
  void aFrameKeepsEveryColumn() {
    assertThat(TABLE.framed())
        .containsExactly(
            "+------+----+-----+",
            "|Name  |Note|    n|",
            "+------+----+-----+",
            "|cat   |    |    5|",
            "|猫猫猫|    |12345|",
            "+------+----+-----+");
  }

  @Test
  void aTableWithoutRowsHasItsTitles() {
    assertThat(new AlignedTable(COLUMNS, List.of()).framed())
        .containsExactly(
            "+----+----+----+", "|Name|Note|   n|", "+----+----+----+", "+----+----+----+");
  }
}
