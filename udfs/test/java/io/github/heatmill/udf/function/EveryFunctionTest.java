package io.github.heatmill.udf.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.udf.TestSession;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests what all functions have in common. */
@Tag("both-lines")
class EveryFunctionTest {

  static Stream<SqlFunction> functions() {
    return SqlFunctions.all().stream();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void theExampleGivesTheDocumentedAnswer(SqlFunction function) {
    FunctionInfo.Help help = function.card().help();

    assertThat(SparkSqlText.of(help.example())).isEqualTo(help.answer());
  }

  /** Arguments that depend on the row are not computed before the query runs, unlike constants. */
  @ParameterizedTest
  @MethodSource("functions")
  void rowsOfATableGiveTheSameInterpretedAndInGeneratedCode(SqlFunction function) {
    FunctionInfo.Help help = function.card().help();
    String rows =
        help.example().replaceFirst("array\\((-?[0-9.]+)", "array($1 + id").replace(";", "")
            + " FROM range(1)";

    assertThat(rows).contains("id");
    assertThat(inMode("CODEGEN_ONLY", rows)).isEqualTo(help.answer());
    assertThat(inMode("NO_CODEGEN", rows)).isEqualTo(help.answer());
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aNullArgumentGivesNull(SqlFunction function) {
    for (int i = 0; i < function.card().arguments().size(); i++) {
      int position = i;
      List<String> arguments =
          Stream.iterate(0, k -> k + 1)
              .limit(function.card().arguments().size())
              .map(k -> k == position ? "NULL" : Sample.of(function.card().arguments().get(k)))
              .toList();
      String call = function.card().name() + "(" + String.join(", ", arguments) + ")";

      assertThat(TestSession.value("SELECT " + call)).as(call).isNull();
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aWrongTypeIsRefusedByNameBeforeTheQueryRuns(SqlFunction function) {
    int count = function.card().arguments().size();
    String wrong =
        function.card().name() + "(" + String.join(", ", Collections.nCopies(count, "map(1, 2)"));

    assertThatThrownBy(() -> TestSession.spark().sql("SELECT " + wrong + ")"))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining(function.card().name())
        .hasMessageContaining(Sample.expectedType(function.card().arguments().get(0)));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aWrongNumberOfArgumentsIsRefusedWithTheCall(SqlFunction function) {
    assertThatThrownBy(() -> TestSession.spark().sql("SELECT " + function.card().name() + "()"))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("takes " + function.card().call() + ", not 0 arguments");
  }

  @ParameterizedTest
  @MethodSource("functions")
  void describeFunctionShowsTheHelp(SqlFunction function) {
    String output = TestSession.text("DESCRIBE FUNCTION EXTENDED " + function.card().name());

    assertThat(output)
        .contains(function.card().call() + " - " + help(function).usage())
        .contains(help(function).example())
        .contains(help(function).answer())
        .contains(help(function).note())
        .contains("Arguments:");
  }

  private static FunctionInfo.Help help(SqlFunction function) {
    return function.card().help();
  }

  private static String inMode(String mode, String query) {
    TestSession.spark().conf().set("spark.sql.codegen.factoryMode", mode);
    TestSession.spark().conf().set("spark.sql.codegen.wholeStage", mode.equals("CODEGEN_ONLY"));
    try {
      return SparkSqlText.of(query);
    } finally {
      TestSession.spark().conf().unset("spark.sql.codegen.factoryMode");
      TestSession.spark().conf().unset("spark.sql.codegen.wholeStage");
    }
  }
}
