package io.github.heatmill.job.command;

import io.github.heatmill.job.action.HeatmillActions;
import io.github.heatmill.job.console.ProgressText;
import io.github.heatmill.job.option.MovedImagesOptions;
import io.github.heatmill.job.option.MovedModelOptions;
import io.github.heatmill.job.option.ThresholdOptions;
import io.github.heatmill.job.session.JobEnvironment;
import io.github.heatmill.job.session.Session;
import io.github.heatmill.job.shortcuts.ShortcutsPlan;
import io.github.heatmill.job.shortcuts.ShortcutsResult;
import io.github.heatmill.job.shortcuts.ShortcutsSettings;
import io.github.heatmill.job.shortcuts.ShortcutsSettings.MapFilter;
import io.github.heatmill.job.text.ShortcutsText;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code heatmill shortcuts}: finds classes that the network may recognise by a shortcut. */
@Command(
    name = "shortcuts",
    description =
        "Groups the maps of each class by where their evidence lies, ranks the groups by how much that looks like"
            + " a wrong reason, and masks the places of the first ones to see what they are worth to the network:"
            + " writes the tables clusters and members, and shortcuts.html.",
    sortOptions = false)
public final class ShortcutsCommand implements Callable<Integer> {
  @Option(
      names = "--input",
      required = true,
      paramLabel = "URI",
      description = "The output of heatmill explain.")
  String input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "URI",
      description = "Folder for the tables and the page.")
  String output;

  @Option(names = "--overwrite", description = "Replace what an earlier run wrote there.")
  boolean overwrite;

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  MovedImagesOptions images;

  @Mixin MovedModelOptions model = new MovedModelOptions();

  @Option(
      names = "--method",
      paramLabel = "ID",
      description = "Whose maps are grouped (default: the run's first method that is not random).")
  String method;

  @Option(
      names = "--layer",
      paramLabel = "LAYER",
      description = "Of which layer (default: the first that the method explained).")
  String layer;

  @Mixin ThresholdOptions thresholds = new ThresholdOptions();

  private ShortcutsSettings settings() {
    ShortcutsSettings settings =
        ShortcutsSettings.of(input, output)
            .withMaps(new MapFilter(Optional.ofNullable(method), Optional.ofNullable(layer)))
            .withThresholds(thresholds.thresholds())
            .withModel(model.location())
            .withImages(MovedImagesOptions.location(images));
    return overwrite ? settings.replacing() : settings;
  }

  @Override
  public Integer call() throws Exception {
    ShortcutsPlan plan = ShortcutsPlan.of(settings(), JobEnvironment.ofSparkSubmit());
    System.err.print(ShortcutsText.of(plan));
    try (Session session = Session.open("heatmill shortcuts " + plan.run().modelName())) {
      ShortcutsResult result =
          HeatmillActions.in(session).withProgress(new ProgressText(System.err)).shortcuts(plan);
      System.out.print(ShortcutsText.of(result));
      return ExitCode.OK;
    }
  }
}
