package io.github.heatmill.job.shortcuts;

import io.github.heatmill.job.output.RunOutput.Existing;
import io.github.heatmill.job.output.RunOutput;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * Where a search for shortcuts writes.
 *
 * @param files the folder
 */
record ShortcutsOutput(RunOutput files) {
  /** One row a cluster. */
  static final String CLUSTERS = "clusters";

  /** One row an image. */
  static final String MEMBERS = "members";

  /** Written last: its presence means complete. */
  static final String PAGE = "shortcuts.html";

  /** What all else is made of; gone when the search is complete. */
  private static final String MAPS = "maps-unfinished";

  private static final List<String> ALL = List.of(PAGE, CLUSTERS, MEMBERS, MAPS);

  /**
   * Checks that nothing is in the way.
   *
   * @throws IllegalArgumentException if the folder holds something that must stay
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

  /** Removes what an earlier search left, and nothing else that may lie in the folder. */
  void clear(Configuration hadoop) throws IOException {
    for (String name : ALL) {
      files.delete(name, hadoop);
    }
  }

  /** Writes the page, and with that completes the search. */
  void complete(String html, Configuration hadoop) throws IOException {
    files.write(PAGE, html, hadoop);
    files.delete(MAPS, hadoop);
  }
}
