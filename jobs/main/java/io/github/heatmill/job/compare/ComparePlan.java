package io.github.heatmill.job.compare;

import io.github.heatmill.job.compare.CompareSettings.Side;
import io.github.heatmill.job.compare.pair.ComparedMetrics;
import io.github.heatmill.job.compare.pair.ComparedRuns;
import io.github.heatmill.job.compare.pair.MapChoice;
import io.github.heatmill.job.compare.pair.Matching;
import io.github.heatmill.job.compare.pair.Pairing;
import io.github.heatmill.job.compare.table.FailIf;
import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.output.Destination;
import io.github.heatmill.job.problem.ConfigurationException;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.job.session.JobEnvironment;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * The checked settings of a comparison.
 *
 * @param runs the runs and the maps of them
 * @param images the images as they are now; empty if they are where the runs found them
 * @param failIf the condition under which the comparison fails
 * @param output the folder for the tables and the page
 */
public record ComparePlan(
    ComparedRuns runs,
    Optional<ImageSource> images,
    Optional<FailIf> failIf,
    CompareOutput output) {

  /**
   * Checks settings.
   *
   * @throws ConfigurationException with all problems
   */
  public static ComparePlan of(CompareSettings settings, JobEnvironment environment) {
    Configuration hadoop = environment.hadoop();
    Problems problems = new Problems();
    Optional<FinishedRun> baseline = run(settings.baseline(), hadoop, problems);
    Optional<FinishedRun> candidate = run(settings.candidate(), hadoop, problems);
    Optional<FailIf> failIf =
        settings.failIf().flatMap(text -> problems.attempt(() -> FailIf.of(text)));
    check(settings.matching(), problems);
    Destination folder = settings.output();
    Optional<CompareOutput> output =
        problems.attempt(() -> CompareOutput.of(folder.name(), folder.existing(), hadoop));
    Optional<ImageSource> images = settings.images().source(hadoop, problems);
    Optional<ComparedRuns> runs =
        baseline.flatMap(one -> candidate.flatMap(other -> runs(settings, one, other, problems)));
    problems.throwIfAny();
    return new ComparePlan(runs.orElseThrow(), images, failIf, output.orElseThrow());
  }

  private static Optional<FinishedRun> run(Side side, Configuration hadoop, Problems problems) {
    return problems.attempt(() -> FinishedRun.read(side.folder(), hadoop));
  }

  private static void check(Matching matching, Problems problems) {
    problems.expect(
        matching.parts() >= 0,
        "Invalid --match-parts: " + matching.parts() + " (must be at least 1, or left out)");
    problems.expect(
        matching.agreement() >= -1 && matching.agreement() <= 1,
        "Invalid --agreement: " + matching.agreement() + " (must be from -1 to 1)");
    problems.expect(
        matching.least() >= 0 && matching.least() <= 1,
        "Invalid --min-matched: " + matching.least() + " (must be from 0 to 1)");
  }

  private static Optional<ComparedRuns> runs(
      CompareSettings settings, FinishedRun one, FinishedRun other, Problems problems) {
    Problems unknown = new Problems();
    MapChoice baseline = choice("baseline", one, settings.baseline(), unknown);
    MapChoice candidate = choice("candidate", other, settings.candidate(), unknown);
    return problems.attempt(
        () -> {
          unknown.throwIfAny(); // An unknown layer would also leave no maps to pair.
          return new ComparedRuns(
              one,
              other,
              Pairing.of(baseline, candidate),
              ComparedMetrics.of(one, other),
              settings.matching());
        });
  }

  private static MapChoice choice(String name, FinishedRun run, Side side, Problems unknown) {
    return MapChoice.of(name, run).named(side.layer(), side.method(), unknown);
  }
}
