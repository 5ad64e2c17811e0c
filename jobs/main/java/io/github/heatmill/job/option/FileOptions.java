package io.github.heatmill.job.option;

import io.github.heatmill.job.input.listing.FileFilter;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that choose among the files below the places of {@code --images}. */
final class FileOptions {
  @Option(
      names = "--include",
      paramLabel = "GLOB",
      description =
          "Of the files below --images, only those that match: *.png by name, cats/** by the path"
              + " below the place. May be repeated.")
  List<String> includes = List.of();

  @Option(
      names = "--exclude",
      paramLabel = "GLOB",
      description = "Leaves out the files that match, as in --include. May be repeated.")
  List<String> excludes = List.of();

  /** The files that the options choose. */
  FileFilter filter() {
    return new FileFilter(includes, excludes);
  }
}
