package io.github.heatmill.job.cluster;

import io.github.heatmill.job.command.ExplainCommand;
import io.github.heatmill.job.run.MapRun;
import io.github.heatmill.job.session.JobEnvironment;
import io.github.heatmill.job.session.Session;
import picocli.CommandLine;

/** A driver that plans a run and hands its rows to Spark, and explains nothing. */
final class MillionPaths {
  private MillionPaths() {}

  /** Arguments: the options of {@code heatmill explain}. Prints the number of rows. */
  public static void main(String[] options) {
    ExplainCommand command = new ExplainCommand();
    new CommandLine(command).parseArgs(options);
    System.out.println(planned(command) + " rows");
  }

  /**
   * Lists, checks and makes the tasks as the command does; counting sends every row through one.
   */
  private static long planned(ExplainCommand command) {
    MapRun run = command.plan(JobEnvironment.ofSparkSubmit()).run();
    try (Session session = Session.open("planning")) {
      return run.source().images(session.spark(), run.work().sizes().batch()).count();
    }
  }
}
