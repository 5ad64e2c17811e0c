package io.github.heatmill.job.command;

import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.job.session.JobEnvironment;
import io.github.heatmill.job.session.Session;
import io.github.heatmill.job.sql.ResultFile;
import io.github.heatmill.job.sql.RunTables;
import io.github.heatmill.job.sql.SqlPrompt;
import io.github.heatmill.job.sql.SqlRunner;
import io.github.heatmill.job.sql.SqlScript;
import io.github.heatmill.job.sql.Statements;
import io.github.heatmill.job.sql.format.QueryFormat;
import io.github.heatmill.job.sql.format.QueryFormats;
import io.github.heatmill.udf.request.DriverFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
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
  private static final String WAREHOUSE = "spark.sql.warehouse.dir";

  @Option(
      names = "--input",
      required = true,
      paramLabel = "URI",
      description = "The output of a run.")
  String input;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      completionCandidates = Formats.class,
      description =
          "How results are written: ${COMPLETION-CANDIDATES}. Default: by the ending of --output, or"
              + " table. csv and json write all rows, the others at most 1000 on the terminal.")
  String format;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "A local file for all rows of the results, in place of the terminal.")
  Path output;

  @Option(names = "--overwrite", description = "Replace an earlier file of this name.")
  boolean overwrite;

  @Parameters(
      arity = "0..*",
      paramLabel = "QUERY",
      description =
          "A query to run and print. Semicolons separate several queries in one argument.")
  List<String> queries = List.of();

  @Spec CommandSpec spec;

  /** The names of the formats, for the help. */
  static final class Formats implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return QueryFormats.all().stream().map(QueryFormat::id).iterator();
    }
  }

  @Override
  public Integer call() throws Exception {
    // Before Spark starts, which takes seconds.
    FinishedRun.manifest(input, JobEnvironment.ofSparkSubmit().hadoop());
    QueryFormat chosen = format();
    if (output != null) {
      ResultFile.check(output, overwrite);
    }
    try (Session session = Session.open("heatmill sql", warehouse())) {
      SparkSession spark = session.spark();
      // A failed task is reported as the error of its query, in one line.
      session.silence();
      List<String> names = new RunTables(spark, input).open();
      PrintWriter errors = spec.commandLine().getErr();
      if (output == null) {
        SqlRunner runner = SqlRunner.printing(spark, chosen, System.out, errors);
        boolean done = queries.isEmpty() ? ask(runner, names) : runAll(runner);
        return done ? ExitCode.OK : ExitCode.SOFTWARE;
      }
      return written(spark, chosen, errors) ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private boolean written(SparkSession spark, QueryFormat chosen, PrintWriter errors)
      throws IOException {
    try (ResultFile file = ResultFile.begin(output, overwrite)) {
      SqlRunner runner = SqlRunner.writing(spark, chosen, file.out(), errors);
      boolean done = queries.isEmpty() ? piped(runner) : runAll(runner);
      if (done) {
        file.complete();
      }
      return done;
    }
  }

  private QueryFormat format() {
    if (format != null) {
      return QueryFormats.named(format);
    }
    return output == null ? QueryFormats.all().get(0) : QueryFormats.of(output.toString());
  }

  /** Tables that queries create are temporary, unless the user says where they are kept. */
  private static Map<String, String> warehouse() throws IOException {
    return new SparkConf().contains(WAREHOUSE)
        ? Map.of()
        : Map.of(WAREHOUSE, DriverFiles.folder().resolve("tables").toUri().toString());
  }

  private boolean runAll(SqlRunner runner) {
    return queries.stream()
        .flatMap(query -> Statements.of(query).all().stream())
        .takeWhile(statement -> !SqlPrompt.isEnd(statement))
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
    return piped(runner);
  }

  private static boolean piped(SqlRunner runner) throws IOException {
    InputStreamReader in = new InputStreamReader(System.in, Charset.defaultCharset());
    return new SqlScript(runner, new BufferedReader(in)).run();
  }
}
