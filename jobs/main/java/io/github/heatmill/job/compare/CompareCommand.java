package io.github.heatmill.job.compare;

import io.github.heatmill.job.option.MovedImages;
import io.github.heatmill.job.session.Session;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code heatmill compare}: what two runs say of the same images. */
@Command(
    name = "compare",
    description = {
      "Compares two finished runs over the same images, of two networks, layers or methods: how far predictions,"
          + " maps and metrics changed, and where the answer stayed and the evidence moved. Writes the tables"
          + " images, classes and same_answer_different_evidence, summary.json, and compare.html.",
      "",
      "Layers are paired by their names; where the runs have none in common and each has one, these two are."
          + " Methods likewise. Maps of the method random are left out unless they are named."
    },
    sortOptions = false)
public final class CompareCommand implements Callable<Integer> {
  @Option(
      names = "--baseline",
      required = true,
      paramLabel = "URI",
      description = "The output of a run: what was.")
  String baseline;

  @Option(
      names = "--candidate",
      required = true,
      paramLabel = "URI",
      description = "The output of another: what is to be.")
  String candidate;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "URI",
      description = "Folder for the tables and the page.")
  String output;

  @Option(names = "--overwrite", description = "Replace an earlier comparison.")
  boolean overwrite;

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  MovedImages images;

  @Option(
      names = "--fail-if",
      paramLabel = "EXPRESSION",
      completionCandidates = SummaryNames.class,
      description =
          "A condition in SQL, such as \"mean_rank_correlation < 0.8\". The exit status is 1 if it holds, and if a"
              + " number that it needs is not known. Names, as in summary.json: ${COMPLETION-CANDIDATES}.")
  String failIf;

  @Mixin Choice choice = new Choice();

  @Spec CommandSpec spec;

  /** For the help. */
  static final class SummaryNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return SummaryColumns.names().iterator();
    }
  }

  /** What is compared with what. */
  static final class Choice {
    @Option(
        names = "--baseline-layer",
        paramLabel = "LAYER",
        description = "The only layer of the baseline to compare.")
    String baselineLayer;

    @Option(
        names = "--candidate-layer",
        paramLabel = "LAYER",
        description = "The only layer of the candidate to compare.")
    String candidateLayer;

    @Option(
        names = "--baseline-method",
        paramLabel = "METHOD",
        description = "The only method of the baseline to compare, with its options.")
    String baselineMethod;

    @Option(
        names = "--candidate-method",
        paramLabel = "METHOD",
        description = "The only method of the candidate to compare, with its options.")
    String candidateMethod;

    @Option(
        names = "--match-parts",
        paramLabel = "N",
        defaultValue = "0",
        description =
            "Images are the same if the last N parts of their names are, such as 2 for cat/1.jpg"
                + " (default: the whole name).")
    int parts;

    @Option(
        names = "--agreement",
        paramLabel = "R",
        defaultValue = "0.5",
        description =
            "Maps whose rank correlation is below this show different evidence (default: ${DEFAULT-VALUE}).")
    double agreement;
  }

  @Override
  public Integer call() throws Exception {
    ComparePlan plan = ComparePlan.of(this);
    System.err.print(plan.text());
    try (Session session = Session.open("heatmill compare")) {
      SparkSession spark = session.spark();
      plan.failIf().ifPresent(condition -> condition.check(spark));
      Comparison comparison = new CompareJob(spark, plan).run();
      System.out.print(comparison.text());
      Optional<String> failure = comparison.failure();
      failure.ifPresent(line -> spec.commandLine().getErr().println("heatmill: Failed: " + line));
      return failure.isPresent() ? ExitCode.SOFTWARE : ExitCode.OK;
    }
  }
}
