package io.github.heatmill.udf.function;

import static io.github.heatmill.udf.TestTable.of;
import static io.github.heatmill.udf.TestTable.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.udf.TestTable;
import io.github.heatmill.udf.function.argument.Argument;
import io.github.heatmill.udf.function.argument.HeatmapArgument;
import io.github.heatmill.udf.function.manymaps.MapStatistic;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests all functions with invalid maps and with maps without evidence. */
class BadMapsTest {
  /** The functions that are defined for a map whose values are all the same. */
  private static final Set<String> OF_FLAT_MAPS =
      Set.of("heatmap_at", "heatmap_values", "heatmap_resize", "heatmap_png", "heatmap_overlay");

  /** The calls of each function and aggregate, with {@code h} for each of its maps. */
  static Stream<String> calls() {
    Stream<String> ofGroups =
        Stream.of(MapStatistic.values()).map(statistic -> statistic.info().call());
    return Stream.concat(SqlFunctions.all().stream().flatMap(BadMapsTest::calls), ofGroups);
  }

  private static Stream<String> calls(SqlFunction function) {
    List<Argument> arguments = function.card().arguments();
    return IntStream.range(0, arguments.size())
        .filter(i -> arguments.get(i) instanceof HeatmapArgument)
        .mapToObj(
            i ->
                IntStream.range(0, arguments.size())
                    .mapToObj(k -> k == i ? "h" : Sample.of(arguments.get(k)))
                    .collect(Collectors.joining(", ", function.card().name() + "(", ")")));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void valuesThatAreNotFourBytesForEachPlaceAreAnError(String call) {
    assertRefused(call, "1, 2, X'0000803F000000'", "1 x 2 with 7 bytes");
    assertRefused(call, "1, 2, X'0000803F'", "1 x 2 with 4 bytes");
    assertRefused(call, "1, 1, X'0000803F0000803F'", "1 x 1 with 8 bytes");
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aSideThatIsNotAboveZeroIsAnError(String call) {
    assertRefused(call, "0, 1, X''", "0 x 1 with 0 bytes");
    assertRefused(call, "-1, -1, X'0000803F'", "-1 x -1 with 4 bytes");
    // 65,536 x 65,536 x 4 is 0 in 32 bits.
    assertRefused(call, "65536, 65536, X''", "65536 x 65536 with 0 bytes");
  }

  private static void assertRefused(String call, String heightWidthAndValues, String problem) {
    assertThatThrownBy(() -> values(call, of("h", struct(heightWidthAndValues))))
        .hasStackTraceContaining(
            name(call)
                + ": Invalid heatmap: "
                + problem
                + " of values (must be float32, 4 bytes for each place)");
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aFieldThatIsNullMakesTheMapNull(String call) {
    assertThat(values(call, of("h", struct("NULL, 1, X'0000803F'")))).containsOnlyNulls();
    assertThat(values(call, of("h", struct("1, NULL, X'0000803F'")))).containsOnlyNulls();
    assertThat(values(call, of("h", struct("1, 1, NULL")))).containsOnlyNulls();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void fieldsInAnotherOrderAreRefusedBeforeTheQueryRuns(String call) {
    String turned = "named_struct('width', 1, 'height', 2, 'values', X'0000803F0000803F')";

    assertThatThrownBy(() -> of("h", turned).selectExpr(call))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining(name(call) + ": ")
        .hasMessageContaining(
            " must be struct<height int, width int, values binary>, not struct<width");
  }

  @ParameterizedTest
  @MethodSource("calls")
  void nanOrInfinityMakesAllFunctionsNullExceptHeatmapValues(String call) {
    for (String value : List.of("NaN", "Infinity", "-Infinity")) {
      String map = TestTable.map(2, 2, 0, 1, 2, "double('" + value + "')");
      boolean isNull = values(call, of("h", map)).get(0) == null;

      assertThat(isNull).as(value).isEqualTo(!name(call).equals("heatmap_values"));
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aFlatMapHasNoEvidence(String call) {
    boolean isAggregate = call.endsWith("(h)") && !isFunction(name(call));
    String given = call.replace("X'00'", "heatmap_png(heatmap_resize(h, 8, 8), 'gray')");
    List<Object> ofFlatMaps = values(given + " IS NULL", of("h", TestTable.flat(2, 2)));

    assertThat(ofFlatMaps).containsExactly(!OF_FLAT_MAPS.contains(name(call)) && !isAggregate);
  }

  private static boolean isFunction(String name) {
    return SqlFunctions.all().stream().anyMatch(function -> function.card().name().equals(name));
  }

  private static String name(String call) {
    return call.substring(0, call.indexOf('('));
  }

  private static String struct(String heightWidthAndValues) {
    return "CAST(struct("
        + heightWidthAndValues
        + ") AS struct<height int, width int, values binary>)";
  }
}
