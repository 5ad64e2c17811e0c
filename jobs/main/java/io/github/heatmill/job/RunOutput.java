package io.github.heatmill.job;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folder of a run. The manifest is written last, and only when all tables are whole: its
 * presence means complete.
 *
 * @param folder its qualified URI
 */
record RunOutput(String folder, boolean overwrite) {
  static final String PREDICTIONS = "predictions";
  static final String EXPLANATIONS = "explanations";
  static final String ERRORS = "errors";
  static final String STATISTICS = "statistics";
  static final String SUMMARY = "summary";
  static final String SCORE_ERRORS = "score_errors";
  static final String SANITY = "sanity";

  /** The tables that every run writes. */
  static final List<String> TABLES = List.of(PREDICTIONS, EXPLANATIONS, ERRORS);

  static final String MANIFEST = "manifest.json";

  /** How the names end of what is gone, or has another name, when a run is complete. */
  static final String UNFINISHED = "-unfinished";

  /** One row an image, gone when the run is complete. */
  private static final String OUTCOMES = "outcomes" + UNFINISHED;

  /** What measuring gave, from which its tables are made. */
  static final String SCORES = "scores" + UNFINISHED;

  /** The tables that some run writes. */
  static final List<String> ALL_TABLES =
      List.of(PREDICTIONS, EXPLANATIONS, ERRORS, STATISTICS, SUMMARY, SCORE_ERRORS, SANITY);

  private static final List<String> ALL =
      Stream.of(List.of(MANIFEST), ALL_TABLES, List.of(OUTCOMES, SCORES), ScoredTables.NAMES)
          .flatMap(List::stream)
          .toList();

  /**
   * Checks that nothing is in the way.
   *
   * @throws IllegalArgumentException if the folder holds something and must not be overwritten
   */
  static RunOutput of(String folder, boolean overwrite, Configuration hadoop) throws IOException {
    Path path = new Path(folder);
    FileSystem files = path.getFileSystem(hadoop);
    boolean taken = files.exists(path) && files.listStatus(path).length > 0;
    if (taken && !overwrite) {
      throw new IllegalArgumentException(
          "Output exists: " + folder + " (name another folder, or add --overwrite)");
    }
    return new RunOutput(files.makeQualified(path).toString(), overwrite);
  }

  /** Removes what an earlier run left, and nothing else that may lie in the folder. */
  void clear(Configuration hadoop) throws IOException {
    for (String name : ALL) {
      delete(name, hadoop);
    }
  }

  /** Where the one row per image lies from which all tables are made. */
  String outcomes() {
    return path(OUTCOMES);
  }

  void deleteOutcomes(Configuration hadoop) throws IOException {
    delete(OUTCOMES, hadoop);
  }

  void deleteStatistics(Configuration hadoop) throws IOException {
    delete(STATISTICS, hadoop);
  }

  String path(String table) {
    return folder + "/" + table;
  }

  void writeManifest(String json, Configuration hadoop) throws IOException {
    write(MANIFEST, json, hadoop);
  }

  /** Writes a file that is whole when it is there. */
  void write(String name, String text, Configuration hadoop) throws IOException {
    String draft = name + ".draft";
    try (OutputStream out = files(hadoop).create(new Path(path(draft)))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    rename(draft, name, hadoop);
  }

  boolean has(String name, Configuration hadoop) throws IOException {
    return files(hadoop).exists(new Path(path(name)));
  }

  /** Gives a table or file a name that nothing has. */
  void rename(String from, String to, Configuration hadoop) throws IOException {
    if (!files(hadoop).rename(new Path(path(from)), new Path(path(to)))) {
      throw new IOException("Cannot rename " + path(from) + " to " + to);
    }
  }

  void delete(String name, Configuration hadoop) throws IOException {
    files(hadoop).delete(new Path(path(name)), true /* recursive */);
  }

  private FileSystem files(Configuration hadoop) throws IOException {
    return new Path(folder).getFileSystem(hadoop);
  }
}
