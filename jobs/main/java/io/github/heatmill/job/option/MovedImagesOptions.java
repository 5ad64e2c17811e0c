package io.github.heatmill.job.option;

import io.github.heatmill.job.picture.ImageLocation;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options for the place where the images of a finished run are now: files or a table. */
public final class MovedImagesOptions {
  @Option(
      names = "--images",
      arity = "1..*",
      required = true,
      paramLabel = "URI",
      description =
          "Where the run's images are now: folders, files or globs (default: where the run found them)."
              + " An image is known by the end of its path, and by its pixels.")
  List<String> places = List.of();

  @ArgGroup(exclusive = false, multiplicity = "1")
  TableOptions table;

  /**
   * The location that users named, or else the one that the run recorded.
   *
   * @param given null if none of these options was given
   */
  public static ImageLocation location(MovedImagesOptions given) {
    if (given == null) {
      return ImageLocation.asRecorded();
    }
    return given.table != null
        ? ImageLocation.table(given.table.choice())
        : ImageLocation.files(given.places);
  }
}
