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
 * Asks for statements until the user has no more. They may span lines and end with a semicolon.
 * Ctrl-C drops what was typed, or stops the query that runs.
 */
public final class SqlPrompt {
  private static final String FIRST_LINE = "heatmill> ";
  private static final String NEXT_LINES = "       -> ";
  private static final List<String> ENDS = List.of("exit", "quit");

  private final SqlRunner runner;
  private final Terminal terminal;
  private final LineReader reader;

  /** Offers names as completions. */
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

  /** Returns when the user ends it. */
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
        // What was typed is dropped.
      } catch (EndOfFileException e) {
        return;
      }
    }
  }

  /** Whether a statement asks for the end. */
  static boolean isEnd(String statement) {
    return ENDS.contains(statement.toLowerCase(Locale.ROOT));
  }

  /** Lets a line end what was typed only where a statement ends. */
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
