package io.github.heatmill.job.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementsTest {

  @Test
  void semicolonsEndStatements() {
    Statements statements = Statements.of("SELECT 1; SELECT\n 2 ;SELECT 3");

    assertThat(statements.ended()).containsExactly("SELECT 1", "SELECT\n 2");
    assertThat(statements.rest()).isEqualTo("SELECT 3");
    assertThat(statements.all()).containsExactly("SELECT 1", "SELECT\n 2", "SELECT 3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT ';'",
        "SELECT \";\"",
        "SELECT 1 AS `;`",
        "SELECT 'it''s; one'",
        "SELECT 'it\\'s; one'",
        "SELECT '\\\\', ';'",
        "SELECT \"a\\\";\"",
        "SELECT 1 AS `a``;`",
        "SELECT r'\\', ';'",
        "SELECT R\"\\\", ';'",
        "SELECT 1 AS `\\`, ';'",
        "SELECT 'a -- b;'",
        "SELECT '/* b;'",
        "SELECT 1 -- first; not second\n + 1",
        "SELECT 1 /* first; */ + 1",
        "SELECT 1 /* outer /* inner; */ still; */ + 1",
        "SELECT 1 - -1",
        "SELECT 1 -- it's\n",
        "SELECT 1 /* it's */",
        "SELECT 1 AS bar'\\';'",
      })
  void oneWithinATextANameOrACommentDoesNot(String statement) {
    assertThat(Statements.of(statement + ";"))
        .isEqualTo(new Statements(List.of(statement.strip()), ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\t", ";", " ; ;; ", "-- nothing", "/* nothing; */", "-- a;\n;"})
  void nothingIsNoStatement(String text) {
    assertThat(Statements.of(text)).isEqualTo(new Statements(List.of(), ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SELECT 'a;", "SELECT `a;", "/* a;", "SELECT 1 /* /* */ a;", "SELECT \"\\\";"})
  void whatIsStillOpenWaitsForItsEnd(String text) {
    assertThat(Statements.of(text)).isEqualTo(new Statements(List.of(), text));
  }

  @Test
  void aCommentBeforeAStatementGoesWithIt() {
    assertThat(Statements.of("-- how many?\nSELECT 1;").ended())
        .containsExactly("-- how many?\nSELECT 1");
  }
}
