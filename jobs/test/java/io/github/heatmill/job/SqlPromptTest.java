package io.github.heatmill.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.Test;

/** What is typed at a terminal, and what comes of it. */
class SqlPromptTest {
  private static final String CTRL_C = "\u0003";
  private static final String CTRL_D = "\u0004";

  /** What a user saw: results and what was wrong, without the echo of what was typed. */
  private record Seen(String out, List<String> errors) {}

  private static Seen typed(String keys) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter errors = new StringWriter();
    SqlRunner runner =
        new SqlRunner(
            Spark.session(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintWriter(errors, true));
    try (Terminal terminal =
        new ExternalTerminal(
            "test",
            "ansi",
            new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8)),
            new ByteArrayOutputStream(),
            StandardCharsets.UTF_8)) {
      new SqlPrompt(runner, terminal, List.of("worst_cases")).run();
    }
    return new Seen(out.toString(StandardCharsets.UTF_8), errors.toString().lines().toList());
  }

  @Test
  void aStatementMaySpanLinesAndEndsWithASemicolon() throws IOException {
    Seen seen = typed("SELECT 40\n  + 2 AS answer\n;\n" + CTRL_D);

    assertThat(seen.errors()).isEmpty();
    assertThat(seen.out()).isEqualTo("+------+\n|answer|\n+------+\n|42    |\n+------+\n");
  }

  @Test
  void oneLineMayHoldSeveral() throws IOException {
    assertThat(typed("SELECT 'one;'; SELECT 'two';\n" + CTRL_D).out())
        .contains("|one;|")
        .contains("|two|");
  }

  @Test
  void whatFailsIsOneLineAndThePromptGoesOn() throws IOException {
    Seen seen = typed("SELEKT 1;\nSELECT nonsense FROM range(1);\nSELECT 7 AS on;\n" + CTRL_D);

    assertThat(seen.errors()).hasSize(2);
    assertThat(seen.errors().get(0)).startsWith("heatmill: Failed: [PARSE_SYNTAX_ERROR]");
    assertThat(seen.errors().get(1)).contains("`nonsense` cannot be resolved", "`id`");
    assertThat(seen.out()).contains("|7 |");
  }

  @Test
  void controlCDropsWhatWasTyped() throws IOException {
    Seen seen = typed("SELECT no\nsuch thing" + CTRL_C + "SELECT 7 AS on;\n" + CTRL_D);

    assertThat(seen.errors()).isEmpty();
    assertThat(seen.out()).isEqualTo("+--+\n|on|\n+--+\n|7 |\n+--+\n");
  }

  @Test
  void exitAndQuitEndIt() throws IOException {
    for (String end : List.of("exit;", "EXIT ;", "quit;", "quit", "exit")) {
      assertThat(typed("SELECT 1;\n" + end + "\nSELECT 2;\n" + CTRL_D).out())
          .as(end)
          .contains("|1|")
          .doesNotContain("|2|");
    }
  }

  @Test
  void namesAreCompleted() throws IOException {
    Seen seen =
        typed("SELECT 'worst_\t;\n" + CTRL_D + "SELECT upper('a'), worst_\t FROM range(1);\n");

    assertThat(seen.errors()).hasSize(1).first().asString().contains("`worst_cases`");
  }

  @Test
  void anExclamationMarkIsNoHistory() throws IOException {
    assertThat(typed("SELECT 1 != 2 AS differ, '!!' AS marks;\n" + CTRL_D).out())
        .contains("|true  |!!   |");
  }
}
