package io.github.heatmill.job.compare;

import io.github.heatmill.job.compare.pair.Matching;
import io.github.heatmill.job.output.Destination;
import io.github.heatmill.job.picture.ImageLocation;
import java.util.Optional;

/**
 * The settings of a comparison of two runs.
 *
 * @param baseline the earlier run
 * @param candidate the run that is compared with it
 * @param matching how images are paired, and which maps show different evidence
 * @param failIf a condition in SQL over the summary; the comparison fails if it holds
 * @param images the place where the runs' images are now
 * @param output the folder for the tables and the page
 */
public record CompareSettings(
    Side baseline,
    Side candidate,
    Matching matching,
    Optional<String> failIf,
    ImageLocation images,
    Destination output) {

  /**
   * One of the two runs.
   *
   * @param folder the output folder of a finished run
   * @param layer the only layer to compare; empty for all
   * @param method the only method to compare, with its options; empty for all but random
   */
  public record Side(String folder, Optional<String> layer, Optional<String> method) {

    /** All maps of a run but random ones. */
    public static Side of(String folder) {
      return new Side(folder, Optional.empty(), Optional.empty());
    }

    /** The maps of one layer. */
    public Side atLayer(String name) {
      return new Side(folder, Optional.of(name), method);
    }

    /** The maps of one method. */
    public Side ofMethod(String id) {
      return new Side(folder, layer, Optional.of(id));
    }
  }

  /** A comparison with all defaults: {@link Matching#DEFAULT}, and no condition. */
  public static CompareSettings of(String baseline, String candidate, String output) {
    return new CompareSettings(
        Side.of(baseline),
        Side.of(candidate),
        Matching.DEFAULT,
        Optional.empty(),
        ImageLocation.asRecorded(),
        Destination.unused(output));
  }

  /** The same settings with other choices of maps. */
  public CompareSettings withSides(Side first, Side second) {
    return new CompareSettings(first, second, matching, failIf, images, output);
  }

  /** The same settings with other rules for images and maps. */
  public CompareSettings withMatching(Matching rules) {
    return new CompareSettings(baseline, candidate, rules, failIf, images, output);
  }

  /** The same settings with a condition under which the comparison fails. */
  public CompareSettings failingIf(String expression) {
    return new CompareSettings(
        baseline, candidate, matching, Optional.of(expression), images, output);
  }

  /** The same settings, with images that have moved. */
  public CompareSettings withImages(ImageLocation moved) {
    return new CompareSettings(baseline, candidate, matching, failIf, moved, output);
  }

  /** The same settings, where an earlier comparison is replaced. */
  public CompareSettings replacing() {
    return new CompareSettings(baseline, candidate, matching, failIf, images, output.replacing());
  }
}
