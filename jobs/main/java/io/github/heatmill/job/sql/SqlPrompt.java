package io.github.heatmill.job.sql;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.jline.reader.Completer;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;

/**
 * Reads and runs statements until the user ends it. A statement ends with a semicolon and may have
 * several lines. Ctrl-C drops the text that was typed, or stops the query that runs.
 */
public final class SqlPrompt {
  private static final String FIRST_LINE = "heatmill> ";
  private static final String NEXT_LINES = "       -> ";
  private static final List<String> ENDS = List.of("exit", "quit");

  private final SqlRunner runner;
  private final Terminal terminal;
  private final LineReader reader;

  /** A prompt that completes these names. */
  public SqlPrompt(SqlRunner runner, Terminal terminal, List<String> names) {
    this.runner = runner;
    this.terminal = terminal;
    this.reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .parser(new WholeStatements())
            .completer(completer(runner.spark(), names))
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true) // != is SQL.
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, NEXT_LINES)
            .build();
  }

  private static Completer completer(SparkSession spark, List<String> names) {
    Stream<String> functions =
        spark.sql("SHOW FUNCTIONS").collectAsList().stream().map(row -> row.getString(0));
    return new StringsCompleter(Stream.concat(names.stream(), functions).toList());
  }

  /** Runs until the user ends it. */
  public void run() {
    terminal.handle(Terminal.Signal.INT, signal -> runner.spark().sparkContext().cancelAllJobs());
    while (true) {
      try {
        for (String statement : Statements.of(reader.readLine(FIRST_LINE)).all()) {
          if (isEnd(statement)) {
            return;
          }
          runner.run(statement);
        }
      } catch (UserInterruptException e) {
        // The typed text is dropped.
      } catch (EndOfFileException e) {
        return;
      }
    }
  }

  /** Whether a statement is {@code exit} or {@code quit}. */
  public static boolean isEnd(String statement) {
    return ENDS.contains(statement.toLowerCase(Locale.ROOT));
  }

  /** Accepts a line only at the end of a statement. */
  private static final class WholeStatements implements Parser {
    private final Parser words = new DefaultParser().eofOnUnclosedQuote(false);

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
      if (context == ParseContext.ACCEPT_LINE) {
        String rest = Statements.of(line).rest().strip();
        if (!rest.isEmpty() && !isEnd(rest)) {
          throw new EOFError(-1, cursor, "No semicolon yet");
        }
      }
      return words.parse(line, cursor, ParseContext.COMPLETE);
    }
  }
}
