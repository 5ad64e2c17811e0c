package io.github.heatmill.job.command;

import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.job.session.JobEnvironment;
import io.github.heatmill.job.session.Session;
import io.github.heatmill.job.sql.RunTables;
import io.github.heatmill.job.sql.SqlPrompt;
import io.github.heatmill.job.sql.SqlRunner;
import io.github.heatmill.job.sql.SqlScript;
import io.github.heatmill.job.sql.Statements;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code heatmill sql}: queries over the tables of a finished run. */
@Command(
    name = "sql",
    description = {
      "Runs queries over the tables of a finished run: predictions, explanations, errors, and what else it wrote."
          + " Without a query, it reads queries from a prompt, or from standard input if that is not a terminal."
    },
    footer = {
      "",
      "Views that answer an auditor's usual questions: evidence, audit_by_class, worst_cases, method_agreement,"
          + " suspected_shortcuts, unreliable, label_quality. DESCRIBE worst_cases says what the"
          + " columns mean,"
          + " SHOW FUNCTIONS LIKE 'heatmap*' which functions there are, and"
          + " DESCRIBE FUNCTION EXTENDED heatmap_iou what one does."
    },
    sortOptions = false)
public final class SqlCommand implements Callable<Integer> {
  @Option(
      names = "--input",
      required = true,
      paramLabel = "URI",
      description = "The output of a run.")
  String input;

  @Parameters(
      arity = "0..*",
      paramLabel = "QUERY",
      description =
          "A query to run and print. Semicolons separate several queries in one argument.")
  List<String> queries = List.of();

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    // Before Spark starts, which takes seconds.
    FinishedRun.manifest(input, JobEnvironment.ofSparkSubmit().hadoop());
    try (Session session = Session.open("heatmill sql")) {
      SparkSession spark = session.spark();
      // A failed task is reported as the error of its query, in one line.
      session.silence();
      List<String> names = new RunTables(spark, input).open();
      PrintWriter errors = spec.commandLine().getErr();
      SqlRunner runner = new SqlRunner(spark, System.out, errors);
      boolean done = queries.isEmpty() ? ask(runner, names) : runAll(runner);
      return done ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private boolean runAll(SqlRunner runner) {
    return queries.stream()
        .flatMap(query -> Statements.of(query).all().stream())
        .allMatch(runner::run);
  }

  private static boolean ask(SqlRunner runner, List<String> names) throws IOException {
    if (System.console() != null) {
      try (Terminal terminal = TerminalBuilder.builder().dumb(true).build()) {
        // Newer Java has a console even where there is no terminal.
        if (!terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
          runner.out().println("Tables and views: " + String.join(", ", names));
          runner.out().println("Statements end with ; and this with exit; or Ctrl-D.");
          new SqlPrompt(runner, terminal, names).run();
          return true;
        }
      }
    }
    InputStreamReader in = new InputStreamReader(System.in, Charset.defaultCharset());
    return new SqlScript(runner, new BufferedReader(in)).run();
  }
}
