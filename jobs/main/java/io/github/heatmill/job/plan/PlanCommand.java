package io.github.heatmill.job.plan;

import io.github.heatmill.job.explain.ExplainCommand;
import io.github.heatmill.job.explain.ExplainPlan;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.job.session.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code heatmill plan}: what {@code heatmill explain} would cost with the same options. */
@Command(
    name = "plan",
    description =
        "Measures a few images and tells what explaining all of them would take: time, memory, and space.",
    modelTransformer = PlanCommand.WithoutOutput.class,
    sortOptions = false)
public final class PlanCommand extends ExplainCommand {
  /** Spark's other settings are those of the run that is planned. */
  private static final Map<String, String> HERE =
      Map.of(
          "spark.master", "local[1]",
          "spark.executor.resource.gpu.amount", "0",
          "spark.task.resource.gpu.amount", "0");

  @Option(
      names = "--executors",
      split = ",",
      paramLabel = "N[,N...]",
      defaultValue = "1,8,64",
      description = "How many executors there may be (default: ${DEFAULT-VALUE}).")
  List<Integer> executors;

  @Option(
      names = "--executor-cores",
      paramLabel = "N",
      defaultValue = "4",
      description = "Cores of each executor (default: ${DEFAULT-VALUE}).")
  int executorCores;

  /** Takes explain's options, but for those of where it writes, and how it goes on there. */
  static final class WithoutOutput implements IModelTransformer {
    private static final List<String> NOT_PLANNED =
        List.of("--output", "--overwrite", "--retry-errors", "--watch", "--piece-images");

    @Override
    public CommandSpec transform(CommandSpec command) {
      NOT_PLANNED.stream()
          .flatMap(name -> Stream.ofNullable(command.findOption(name)))
          .forEach(command::remove);
      return command;
    }
  }

  @Override
  public Integer call() throws Exception {
    Path scratch = Files.createTempDirectory("heatmill-plan");
    try {
      run.output = scratch.resolve("tables").toUri().toString();
      ExplainPlan plan = checked();
      System.err.print(plan.text());
      try (Session session = Session.open("heatmill plan " + plan.model().name(), HERE)) {
        SparkSession spark = session.spark();
        System.out.print(new PlanJob(spark, plan).run().text(executors, executorCores));
        return ExitCode.OK;
      }
    } finally {
      FileUtil.fullyDelete(scratch.toFile());
    }
  }

  private ExplainPlan checked() {
    Problems problems = new Problems();
    for (int number : executors) {
      problems.expect(number > 0, "Invalid --executors: " + number + " (must be > 0)");
    }
    problems.expect(
        executorCores > 0, "Invalid --executor-cores: " + executorCores + " (must be > 0)");
    Optional<ExplainPlan> plan = problems.attempt(() -> ExplainPlan.of(this));
    problems.throwIfAny();
    return plan.orElseThrow();
  }
}
