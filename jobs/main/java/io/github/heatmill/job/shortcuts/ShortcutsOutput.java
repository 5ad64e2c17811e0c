package io.github.heatmill.job.shortcuts;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Where a search for shortcuts writes.
 *
 * @param folder its qualified URI
 */
record ShortcutsOutput(String folder) {
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
  static ShortcutsOutput of(String folder, boolean overwrite, Configuration hadoop)
      throws IOException {
    Path path = new Path(folder);
    FileSystem files = path.getFileSystem(hadoop);
    if (!overwrite && files.exists(path) && files.listStatus(path).length > 0) {
      throw new IllegalArgumentException(
          "Output exists: " + folder + " (name another folder, or add --overwrite)");
    }
    return new ShortcutsOutput(files.makeQualified(path).toString());
  }

  String path(String name) {
    return folder + "/" + name;
  }

  String maps() {
    return path(MAPS);
  }

  /** Removes what an earlier search left, and nothing else that may lie in the folder. */
  void clear(Configuration hadoop) throws IOException {
    for (String name : ALL) {
      new Path(path(name)).getFileSystem(hadoop).delete(new Path(path(name)), true /* recursive */);
    }
  }

  /** Writes the page, and with that completes the search. */
  void complete(String html, Configuration hadoop) throws IOException {
    Path page = new Path(path(PAGE));
    try (OutputStream out = page.getFileSystem(hadoop).create(page)) {
      out.write(html.getBytes(StandardCharsets.UTF_8));
    }
    page.getFileSystem(hadoop).delete(new Path(maps()), true /* recursive */);
  }
}
