package io.github.heatmill.job.picture;

import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.input.table.TableChoice;
import io.github.heatmill.job.problem.Problems;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** The place where the images of a finished run are read again. */
public sealed interface ImageLocation {

  /** Images that are still where the run found them. */
  static ImageLocation asRecorded() {
    return new AsRecorded();
  }

  /** Images that are now in these folders, files or globs. */
  static ImageLocation files(List<String> places) {
    return new Files(places);
  }

  /** Images that are now in a table. */
  static ImageLocation table(TableChoice table) {
    return new Table(table);
  }

  /** Lists the images; empty if they are still where the run found them, or on a problem. */
  Optional<ImageSource> source(Configuration hadoop, Problems problems);

  /** The place that the run recorded. */
  record AsRecorded() implements ImageLocation {
    @Override
    public Optional<ImageSource> source(Configuration hadoop, Problems problems) {
      return Optional.empty();
    }
  }

  /** Folders, files or globs. */
  record Files(List<String> places) implements ImageLocation {
    public Files {
      places = List.copyOf(places);
    }

    @Override
    public Optional<ImageSource> source(Configuration hadoop, Problems problems) {
      return problems.attempt(() -> ImageSource.Files.list(places, hadoop));
    }
  }

  /** A table with encoded images. */
  record Table(TableChoice table) implements ImageLocation {
    @Override
    public Optional<ImageSource> source(Configuration hadoop, Problems problems) {
      return problems.attempt(() -> new ImageSource.Table(table.recognised(hadoop)));
    }
  }
}
