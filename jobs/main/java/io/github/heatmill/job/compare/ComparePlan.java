package io.github.heatmill.job.compare;

import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.option.MovedImages;
import io.github.heatmill.job.output.RunOutput.Existing;
import io.github.heatmill.job.problem.ConfigurationException;
import io.github.heatmill.job.problem.Problems;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * A comparison, checked as far as it can be without Spark.
 *
 * @param runs what is compared
 * @param pairing which maps of them
 * @param metrics which numbers of them
 * @param settings how
 * @param images where the images are now; empty for where the runs found them
 * @param failIf what must not be; may be empty
 * @param output where the outcome goes
 */
record ComparePlan(
    Runs runs,
    Pairing pairing,
    ComparedMetrics metrics,
    Settings settings,
    Optional<ImageSource> images,
    Optional<FailIf> failIf,
    CompareOutput output) {

  /** The two runs. */
  record Runs(FinishedRun baseline, FinishedRun candidate) {}

  /**
   * How images and maps are compared.
   *
   * @param parts how many last parts of their names make images the same; 0 for the whole name
   * @param agreement maps whose rank correlation is below it show different evidence
   */
  record Settings(int parts, double agreement) {
    String matching() {
      return parts == 0
          ? "by their whole names"
          : "by the last %s of their names".formatted(parts == 1 ? "part" : parts + " parts");
    }
  }

  /**
   * Checks a command.
   *
   * @throws ConfigurationException with everything that is wrong with it
   */
  static ComparePlan of(CompareCommand command) {
    Configuration hadoop = SparkHadoopUtil.get().newConfiguration(new SparkConf());
    Problems problems = new Problems();
    Optional<FinishedRun> baseline =
        problems.attempt(() -> FinishedRun.read(command.baseline, hadoop));
    Optional<FinishedRun> candidate =
        problems.attempt(() -> FinishedRun.read(command.candidate, hadoop));
    Optional<FailIf> failIf =
        Optional.ofNullable(command.failIf)
            .flatMap(text -> problems.attempt(() -> FailIf.of(text)));
    Settings settings = settings(command.choice, problems);
    Existing existing = command.overwrite ? Existing.REPLACED : Existing.REFUSED;
    Optional<CompareOutput> output =
        problems.attempt(() -> CompareOutput.of(command.output, existing, hadoop));
    Optional<ImageSource> images = MovedImages.source(command.images, hadoop, problems);
    Optional<Runs> runs = baseline.flatMap(one -> candidate.map(other -> new Runs(one, other)));
    Optional<Pairing> pairing = runs.flatMap(both -> pairing(both, command.choice, problems));
    problems.throwIfAny();
    return new ComparePlan(
        runs.orElseThrow(),
        pairing.orElseThrow(),
        ComparedMetrics.of(baseline.orElseThrow(), candidate.orElseThrow()),
        settings,
        images,
        failIf,
        output.orElseThrow());
  }

  private static Settings settings(CompareCommand.Choice choice, Problems problems) {
    problems.expect(
        choice.parts >= 0,
        "Invalid --match-parts: " + choice.parts + " (must be at least 1, or left out)");
    problems.expect(
        choice.agreement >= -1 && choice.agreement <= 1,
        "Invalid --agreement: " + choice.agreement + " (must be from -1 to 1)");
    return new Settings(choice.parts, choice.agreement);
  }

  private static Optional<Pairing> pairing(
      Runs runs, CompareCommand.Choice choice, Problems problems) {
    Problems unknown = new Problems();
    MapChoice baseline =
        MapChoice.of("baseline", runs.baseline())
            .named(
                Optional.ofNullable(choice.baselineLayer),
                Optional.ofNullable(choice.baselineMethod),
                unknown);
    MapChoice candidate =
        MapChoice.of("candidate", runs.candidate())
            .named(
                Optional.ofNullable(choice.candidateLayer),
                Optional.ofNullable(choice.candidateMethod),
                unknown);
    return problems.attempt(
        () -> {
          unknown.throwIfAny(); // Before what only follows from it.
          return Pairing.of(baseline, candidate);
        });
  }

  /** The numbers that are compared. */
  List<Change> changes() {
    return Stream.concat(
            Change.OF_ALL_RUNS.stream(), metrics.metrics().stream().flatMap(Change::of))
        .toList();
  }

  /**
   * Whether both networks saw their images in the same way, so that equal files give equal pixels.
   */
  boolean sameInput() {
    return runs.baseline().card().preprocessing().equals(runs.candidate().card().preprocessing());
  }

  /** What is about to happen. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            "Baseline   %s  %s%nCandidate  %s  %s%nMaps       %s%n",
            runs.baseline().folder(),
            runs.baseline().modelName(),
            runs.candidate().folder(),
            runs.candidate().modelName(),
            pairing.text()));
    if (!pairing.leftOut().isEmpty()) {
      text.append(String.format("Left out   %s%n", String.join("; ", pairing.leftOut())));
    }
    text.append(String.format("Images     paired %s%n", settings.matching()));
    metrics.notices().forEach(notice -> text.append(String.format("Note       %s%n", notice)));
    return text.toString();
  }
}
