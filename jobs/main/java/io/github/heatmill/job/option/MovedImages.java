package io.github.heatmill.job.option;

import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.input.LabelSource;
import io.github.heatmill.job.problem.Problems;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options for the images of a finished run that were moved: files or a table. */
public final class MovedImages {
  @Option(
      names = "--images",
      arity = "1..*",
      required = true,
      paramLabel = "URI",
      description =
          "Where the run's images are now: folders, files or globs (default: where the run found"
              + " them). An image is known by the end of its path, and by its pixels.")
  List<String> places = List.of();

  @ArgGroup(exclusive = false, multiplicity = "1")
  TableOptions table;

  /**
   * The images; empty if they are where the run found them.
   *
   * @param given the options; null without any
   */
  public static Optional<ImageSource> source(
      MovedImages given, Configuration hadoop, Problems problems) {
    if (given == null) {
      return Optional.empty();
    }
    return given.table != null
        ? Optional.of(new ImageSource.Table(given.table.choice()))
        : problems.attempt(
            () -> ImageSource.Files.list(given.places, new LabelSource.None(), hadoop));
  }
}
