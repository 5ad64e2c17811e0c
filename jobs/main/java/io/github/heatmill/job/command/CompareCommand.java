package io.github.heatmill.job.command;

import io.github.heatmill.job.action.HeatmillActions;
import io.github.heatmill.job.compare.ComparePlan;
import io.github.heatmill.job.compare.CompareResult;
import io.github.heatmill.job.compare.CompareSettings;
import io.github.heatmill.job.compare.CompareSettings.Side;
import io.github.heatmill.job.compare.pair.Matching;
import io.github.heatmill.job.compare.table.SummaryColumns;
import io.github.heatmill.job.console.ProgressText;
import io.github.heatmill.job.option.MovedImagesOptions;
import io.github.heatmill.job.session.JobEnvironment;
import io.github.heatmill.job.session.Session;
import io.github.heatmill.job.text.CompareText;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code heatmill compare}: compares two runs over the same images. */
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
      description = "The output of the earlier run.")
  String baseline;

  @Option(
      names = "--candidate",
      required = true,
      paramLabel = "URI",
      description = "The output of the run that is compared with it.")
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
  MovedImagesOptions images;

  @Option(
      names = "--fail-if",
      paramLabel = "EXPRESSION",
      completionCandidates = SummaryNames.class,
      description =
          "A condition in SQL, such as \"mean_rank_correlation < 0.8\". The exit status is 1 if it holds, and if a"
              + " number that it needs is not known. Names, as in summary.json: ${COMPLETION-CANDIDATES}.")
  String failIf;

  @Mixin MapOptions maps = new MapOptions();

  @Spec CommandSpec spec;

  /** The names of the summary, for the help. */
  static final class SummaryNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return SummaryColumns.names().iterator();
    }
  }

  /** Options for the maps and images that are compared. */
  static final class MapOptions {
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
        defaultValue = "" + Matching.DEFAULT_PARTS,
        description =
            "Images are the same if the last N parts of their names are, such as 2 for cat/1.jpg"
                + " (default: the whole name).")
    int parts;

    @Option(
        names = "--agreement",
        paramLabel = "R",
        defaultValue = "" + Matching.DEFAULT_AGREEMENT,
        description =
            "Maps whose rank correlation is below this show different evidence (default: ${DEFAULT-VALUE}).")
    double agreement;

    @Option(
        names = "--min-matched",
        paramLabel = "SHARE",
        defaultValue = "" + Matching.DEFAULT_LEAST,
        description =
            "With --fail-if: the exit status is 1 if a smaller share of the images that the baseline explained"
                + " is matched (default: ${DEFAULT-VALUE}).")
    double least;
  }

  private CompareSettings settings() {
    CompareSettings settings =
        CompareSettings.of(baseline, candidate, output)
            .withSides(
                new Side(
                    baseline,
                    Optional.ofNullable(maps.baselineLayer),
                    Optional.ofNullable(maps.baselineMethod)),
                new Side(
                    candidate,
                    Optional.ofNullable(maps.candidateLayer),
                    Optional.ofNullable(maps.candidateMethod)))
            .withMatching(new Matching(maps.parts, maps.agreement, maps.least))
            .withImages(MovedImagesOptions.location(images));
    settings = failIf == null ? settings : settings.failingIf(failIf);
    return overwrite ? settings.replacing() : settings;
  }

  @Override
  public Integer call() throws Exception {
    ComparePlan plan = ComparePlan.of(settings(), JobEnvironment.ofSparkSubmit());
    System.err.print(CompareText.of(plan));
    try (Session session = Session.open("heatmill compare")) {
      CompareResult result =
          HeatmillActions.in(session).withProgress(new ProgressText(System.err)).compare(plan);
      System.out.print(new CompareText(result).text());
      result
          .failure()
          .ifPresent(line -> spec.commandLine().getErr().println("heatmill: Failed: " + line));
      return result.fails() ? ExitCode.SOFTWARE : ExitCode.OK;
    }
  }
}
