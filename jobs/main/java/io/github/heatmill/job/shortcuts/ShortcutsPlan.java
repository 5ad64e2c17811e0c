package io.github.heatmill.job.shortcuts;

import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.output.Destination;
import io.github.heatmill.job.problem.ConfigurationException;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.job.session.JobEnvironment;
import io.github.heatmill.job.shortcuts.ShortcutsSettings.MapFilter;
import io.github.heatmill.job.shortcuts.cluster.RunMaps;
import io.github.heatmill.job.shortcuts.verdict.MaskingModel;
import io.github.heatmill.job.shortcuts.verdict.Thresholds;
import io.github.heatmill.model.djl.DjlEngine;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * The checked settings of a search for shortcuts.
 *
 * @param maps the maps that are clustered
 * @param model the network that predicts masked images
 * @param thresholds the limits above which a cluster is flagged
 * @param images the images as they are now; empty if they are where the run found them
 * @param output the folder for the tables and the page
 */
public record ShortcutsPlan(
    RunMaps maps,
    MaskingModel model,
    Thresholds thresholds,
    Optional<ImageSource> images,
    ShortcutsOutput output) {

  /**
   * Checks settings.
   *
   * @throws ConfigurationException with all problems
   */
  public static ShortcutsPlan of(ShortcutsSettings settings, JobEnvironment environment) {
    DjlEngine.useThreads(environment.taskCpus());
    Configuration hadoop = environment.hadoop();
    Problems problems = new Problems();
    settings.thresholds().check(problems);
    Optional<FinishedRun> run = problems.attempt(() -> FinishedRun.read(settings.input(), hadoop));
    Optional<RunMaps> maps = run.flatMap(found -> first(found, settings.maps(), problems));
    Destination folder = settings.output();
    Optional<ShortcutsOutput> output =
        problems.attempt(() -> ShortcutsOutput.of(folder.name(), folder.existing(), hadoop));
    Optional<MaskingModel> model = run.map(found -> model(found, settings, hadoop, problems));
    Optional<ImageSource> images = settings.images().source(hadoop, problems);
    problems.throwIfAny();
    return new ShortcutsPlan(
        maps.orElseThrow(),
        model.orElseThrow(),
        settings.thresholds(),
        images,
        output.orElseThrow());
  }

  private static Optional<RunMaps> first(FinishedRun run, MapFilter filter, Problems problems) {
    List<RunMaps> all = RunMaps.all(run);
    Optional<RunMaps> first = all.stream().filter(filter::accepts).findFirst();
    problems.expect(
        first.isPresent(),
        "No maps of %s (the run has: %s)"
            .formatted(filter.text(), String.join(", ", all.stream().map(RunMaps::text).toList())));
    return first;
  }

  private static MaskingModel model(
      FinishedRun run, ShortcutsSettings settings, Configuration hadoop, Problems problems) {
    return settings.thresholds().sample() == 0
        ? MaskingModel.none("--sample is 0")
        : MaskingModel.of(run, settings.model(), hadoop, problems);
  }

  /** The run whose maps are clustered. */
  public FinishedRun run() {
    return maps.run();
  }
}
