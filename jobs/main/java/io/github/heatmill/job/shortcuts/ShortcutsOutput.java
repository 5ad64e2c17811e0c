package io.github.heatmill.job.shortcuts;

import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.output.RunOutput.Existing;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** The output folder of a search for shortcuts. */
public record ShortcutsOutput(RunOutput files) {
  /** A table with one row for each cluster. */
  static final String CLUSTERS = "clusters";

  /** A table with one row for each image and explained class. */
  static final String MEMBERS = "members";

  /** The page, which is written last, so that a folder with a page is complete. */
  static final String PAGE = "shortcuts.html";

  /** The maps that are clustered. They are removed when the search is complete. */
  private static final String MAPS = "maps-unfinished";

  private static final List<String> ALL = List.of(PAGE, CLUSTERS, MEMBERS, MAPS);

  /**
   * Opens a folder.
   *
   * @throws IllegalArgumentException if the folder holds files to keep
   */
  static ShortcutsOutput of(String folder, Existing existing, Configuration hadoop)
      throws IOException {
    return new ShortcutsOutput(RunOutput.of(folder, existing, hadoop));
  }

  String path(String name) {
    return files.path(name);
  }

  String maps() {
    return path(MAPS);
  }

  /** Removes the results of an earlier search. Other files in the folder stay. */
  void clear(Configuration hadoop) throws IOException {
    for (String name : ALL) {
      files.delete(name, hadoop);
    }
  }

  /** Writes the page, which completes the search. */
  void complete(String html, Configuration hadoop) throws IOException {
    files.write(PAGE, html, hadoop);
    files.delete(MAPS, hadoop);
  }
}
