package io.github.heatmill.job.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.Spark;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.Test;

/** What is typed at a terminal, and what comes of it. */
class SqlPromptTest {
  private static final String PROMPT = "heatmill> ";
  private static final String CTRL_C = "\u0003";
  private static final String CTRL_D = "\u0004";

  /** What a user saw: results and what was wrong, without the echo of what was typed. */
  private record Seen(String out, List<String> errors) {}

  /** Types keys, and the next when the terminal shows what is named between them. */
  private static Seen typed(String... keysAndWhatTheyBring) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter errors = new StringWriter();
    SqlRunner runner =
        SqlRunner.printing(
            Spark.beside(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintWriter(errors, true));
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    try (Keys keys = new Keys(List.of(keysAndWhatTheyBring), screen);
        Terminal terminal =
            new ExternalTerminal("test", "ansi", keys, screen, StandardCharsets.UTF_8)) {
      terminal.setSize(new Size(80, 24));
      new SqlPrompt(runner, terminal, List.of("worst_cases")).run();
    }
    return new Seen(out.toString(StandardCharsets.UTF_8), errors.toString().lines().toList());
  }

  /**
   * A keyboard. Terminals look at Ctrl-C before the line is read, so it must not come too early.
   */
  private static final class Keys extends InputStream {
    private final Iterator<String> steps;
    private final ByteArrayOutputStream screen;
    private InputStream now = InputStream.nullInputStream();
    private String brings = PROMPT;

    private Keys(List<String> steps, ByteArrayOutputStream screen) {
      this.steps = steps.iterator();
      this.screen = screen;
    }

    @Override
    public int read() throws IOException {
      int key = now.read();
      while (key < 0 && steps.hasNext()) {
        await(brings);
        now = new ByteArrayInputStream(steps.next().getBytes(StandardCharsets.UTF_8));
        brings = steps.hasNext() ? steps.next() : "";
        key = now.read();
      }
      return key;
    }

    /** One key at a time. */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int key = read();
      bytes[offset] = (byte) key;
      return key < 0 ? -1 : 1;
    }

    private void await(String text) throws IOException {
      for (int i = 0; !screen.toString(StandardCharsets.UTF_8).contains(text); i++) {
        if (i > 1000) {
          throw new IOException("Not on the screen: " + text);
        }
        LockSupport.parkNanos(10_000_000);
      }
      screen.reset();
    }
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
    Seen seen =
        typed(
            "SELECT no\nsuch thing",
            "such thing",
            CTRL_C,
            "heatmill> ",
            "SELECT 7 AS on;\n" + CTRL_D);

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
    Seen seen = typed("SELECT worst_c\tFROM range(1);\n" + CTRL_D);

    assertThat(seen.errors()).hasSize(1).first().asString().contains("`worst_cases`");
  }

  @Test
  void anExclamationMarkIsNoHistory() throws IOException {
    assertThat(typed("SELECT 1 != 2 AS differ, '!!' AS marks;\n" + CTRL_D).out())
        .contains("|true  |!!   |");
  }
}
