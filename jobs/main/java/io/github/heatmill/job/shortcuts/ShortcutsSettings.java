package io.github.heatmill.job.shortcuts;

import io.github.heatmill.job.finished.ModelLocation;
import io.github.heatmill.job.output.Destination;
import io.github.heatmill.job.picture.ImageLocation;
import io.github.heatmill.job.shortcuts.cluster.RunMaps;
import io.github.heatmill.job.shortcuts.verdict.Thresholds;
import java.util.Optional;

/**
 * The settings of a search for shortcuts.
 *
 * @param input the output folder of a finished run
 * @param maps the maps that are clustered
 * @param model the place where the network is now
 * @param thresholds the limits above which a cluster is flagged
 * @param images the place where the run's images are now
 * @param output the folder for the tables and the page
 */
public record ShortcutsSettings(
    String input,
    MapFilter maps,
    ModelLocation model,
    Thresholds thresholds,
    ImageLocation images,
    Destination output) {

  /**
   * A choice among the maps of a run.
   *
   * @param method the method; empty for the first that is not random
   * @param layer the layer; empty for the first that the method explained
   */
  public record MapFilter(Optional<String> method, Optional<String> layer) {
    /** The first method that is not random, at its first layer. */
    public static final MapFilter FIRST = new MapFilter(Optional.empty(), Optional.empty());

    boolean accepts(RunMaps maps) {
      return method.map(maps.method()::equals).orElse(!maps.isRandom())
          && layer.map(maps.layer()::equals).orElse(true);
    }

    String text() {
      return "%s at %s"
          .formatted(method.orElse("any method but random"), layer.orElse("any layer"));
    }
  }

  /** A search with all defaults: {@link MapFilter#FIRST} and {@link Thresholds#DEFAULT}. */
  public static ShortcutsSettings of(String input, String output) {
    return new ShortcutsSettings(
        input,
        MapFilter.FIRST,
        ModelLocation.asRecorded(),
        Thresholds.DEFAULT,
        ImageLocation.asRecorded(),
        Destination.unused(output));
  }

  /** The same settings with other maps. */
  public ShortcutsSettings withMaps(MapFilter filter) {
    return new ShortcutsSettings(input, filter, model, thresholds, images, output);
  }

  /** The same settings with a network that has moved. */
  public ShortcutsSettings withModel(String place) {
    return withModel(model.at(place));
  }

  /** The same settings with a network that has moved, or that is trusted. */
  public ShortcutsSettings withModel(ModelLocation location) {
    return new ShortcutsSettings(input, maps, location, thresholds, images, output);
  }

  /** The same settings with other limits. */
  public ShortcutsSettings withThresholds(Thresholds limits) {
    return new ShortcutsSettings(input, maps, model, limits, images, output);
  }

  /** The same settings, with images that have moved. */
  public ShortcutsSettings withImages(ImageLocation moved) {
    return new ShortcutsSettings(input, maps, model, thresholds, moved, output);
  }

  /** The same settings, where an earlier search is replaced. */
  public ShortcutsSettings replacing() {
    return new ShortcutsSettings(input, maps, model, thresholds, images, output.replacing());
  }
}
