package io.github.heatmill.job.session;

import io.github.heatmill.udf.request.DriverFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;

/**
 * Keeps what a Spark of one machine stores on disk from other users: in the folders that the user
 * has chosen, it would make some that everybody can read. On clusters, workers make private ones.
 */
final class LocalFolders {
  private static final String FOLDERS = "spark.local.dir";

  private LocalFolders() {}

  /** The setting for a configuration: a new private folder in each that it names. */
  static Map<String, String> settings(SparkConf conf) {
    if (!LocalNetwork.isLocal(conf) || !conf.contains(FOLDERS)) {
      return Map.of();
    }
    return Map.of(
        FOLDERS,
        Stream.of(conf.get(FOLDERS).split(","))
            .map(folder -> privateIn(Path.of(folder.strip())))
            .map(Path::toString)
            .collect(Collectors.joining(",")));
  }

  private static Path privateIn(Path folder) {
    try {
      return DriverFiles.folderIn(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
