package io.github.heatmill.job.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.output.PieceTables;
import io.github.heatmill.job.support.MeasuredDemo;
import io.github.heatmill.job.support.Spark;
import io.github.heatmill.udf.table.Tables;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/tables.md names the columns of the tables with their types, in their order. */
class TablesPageTest {
  private static final Page PAGE = new Page("docs/tables.md");

  @ParameterizedTest
  @ValueSource(strings = {"predictions", "explanations", "errors"})
  void hasTheColumnsOfARun(String table) {
    assertThat(MeasuredDemo.EXPLAINED.errors()).isEmpty();
    String path = MeasuredDemo.AT_ONCE.resolve(table).toString();

    assertThat(columns(table)).isEqualTo(columns(PieceTables.read(Spark.session(), path).schema()));
  }

  @Test
  void hasTheColumnsOfStatistics() {
    assertThat(columns("statistics")).isEqualTo(columns(Tables.STATISTICS));
  }

  private static List<String> columns(String table) {
    return PAGE.rowsAfter("## `" + table + "`").stream()
        .map(row -> row.get(0).replace("`", "") + " " + row.get(1))
        .toList();
  }

  private static List<String> columns(StructType schema) {
    return Arrays.stream(schema.fields())
        .map(field -> field.name() + " " + type(field.dataType()))
        .toList();
  }

  private static String type(DataType type) {
    if (type instanceof StructType struct && holdsDoublesOnly(struct)) {
      return "struct of doubles";
    }
    return type.simpleString();
  }

  private static boolean holdsDoublesOnly(StructType struct) {
    return Arrays.stream(struct.fields())
        .map(StructField::dataType)
        .allMatch(DoubleType.class::isInstance);
  }
}
