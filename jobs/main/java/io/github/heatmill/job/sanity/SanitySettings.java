package io.github.heatmill.job.sanity;

import io.github.heatmill.job.output.RunOutput.Existing;
import io.github.heatmill.job.run.MapSettings;
import java.util.List;

/**
 * The settings of {@code sanity}.
 *
 * @param maps the maps that are compared
 * @param sample how many images are compared, chosen by their names
 * @param levels modules to randomise down to, a step for each; empty for 4 to 12 steps of which the
 *     last reaches the input
 * @param output where the tables go
 */
public record SanitySettings(MapSettings maps, int sample, List<String> levels, Output output) {
  public static final int DEFAULT_SAMPLE = 50;

  /**
   * Where the tables go.
   *
   * @param folder the URI of a folder
   * @param existing what happens to tables that are there already
   */
  public record Output(String folder, Existing existing) {}

  public SanitySettings {
    levels = List.copyOf(levels);
  }

  /** Compares the default sample, in steps that the network decides. */
  public static SanitySettings of(MapSettings maps, String output) {
    return new SanitySettings(
        maps, DEFAULT_SAMPLE, List.of(), new Output(output, Existing.REFUSED));
  }

  public SanitySettings withSample(int images) {
    return new SanitySettings(maps, images, levels, output);
  }

  public SanitySettings withLevels(List<String> modules) {
    return new SanitySettings(maps, sample, modules, output);
  }

  /** Tables in the output folder are replaced. */
  public SanitySettings overwriting() {
    return new SanitySettings(maps, sample, levels, new Output(output.folder, Existing.REPLACED));
  }
}
