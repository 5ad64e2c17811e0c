package io.github.heatmill.job.input;

import io.github.heatmill.job.input.label.LabelSource;
import io.github.heatmill.job.input.listing.FileFilter;
import io.github.heatmill.job.input.table.TableChoice;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** The images of a run as a user names them: files, or the rows of a table. */
public sealed interface ImageSettings {

  /** Images below one folder, or one file or glob, without labels. */
  static Files files(String place) {
    return files(List.of(place));
  }

  /** Images below folders, files and globs, without labels. */
  static Files files(List<String> places) {
    return new Files(places, FileFilter.ALL, Optional.empty());
  }

  /** Images in tables of Parquet files, or in tables of Spark's catalog, which are read as one. */
  static Table table(String... names) {
    return new Table(TableChoice.of(names));
  }

  /**
   * Finds the images.
   *
   * @throws IllegalArgumentException naming all places that do not exist
   */
  ImageSource open(Configuration hadoop) throws IOException;

  /**
   * Images that are files, or lie in shards.
   *
   * @param places folders, which are searched in depth, files and globs
   * @param filter the files below them that are wanted
   * @param labels {@code folder} for the name of the folder of each image, or a CSV file
   */
  record Files(List<String> places, FileFilter filter, Optional<String> labels)
      implements ImageSettings {
    public Files {
      places = List.copyOf(places);
    }

    public Files withLabels(String source) {
      return new Files(places, filter, Optional.of(source));
    }

    /** Leaves some of the files out. */
    public Files withFilter(FileFilter other) {
      return new Files(places, other, labels);
    }

    @Override
    public ImageSource open(Configuration hadoop) throws IOException {
      return ImageSource.Files.list(places, filter, LabelSource.of(labels, hadoop), hadoop);
    }
  }

  /**
   * Images that are rows of tables.
   *
   * @param choice the tables and their columns
   */
  record Table(TableChoice choice) implements ImageSettings {
    @Override
    public ImageSource open(Configuration hadoop) throws IOException {
      return new ImageSource.Table(choice.recognised(hadoop));
    }
  }
}
