package io.github.heatmill.job.output;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.heatmill.job.owner.FolderLock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folder of a run. The manifest is written last, when all tables are complete, so a run with a
 * manifest is complete.
 *
 * @param folder the qualified URI of the folder
 * @param existing what happens to a run that is there already
 */
public record RunOutput(String folder, Existing existing) {
  public static final String PREDICTIONS = "predictions";
  public static final String EXPLANATIONS = "explanations";
  public static final String ERRORS = "errors";
  public static final String STATISTICS = "statistics";
  public static final String SUMMARY = "summary";
  public static final String SCORE_ERRORS = "score_errors";
  public static final String SANITY = "sanity";

  /** The tables that every run writes. */
  public static final List<String> TABLES = List.of(PREDICTIONS, EXPLANATIONS, ERRORS);

  public static final String MANIFEST = "manifest.json";

  /** Suffix of temporary files and tables. */
  public static final String UNFINISHED = "-unfinished";

  /** The folder with the state of a run, which is needed to continue it. */
  public static final String STATE = "state";

  /** The files that a run has taken on. */
  public static final String INPUTS = STATE + "/inputs";

  /** The members of tar files that were skipped, a file for each piece. */
  public static final String SKIPPED = STATE + "/skipped";

  /** Spark's checkpoint, which records the pieces that are done. */
  public static final String CHECKPOINT = STATE + "/checkpoint";

  /** A table with one row for each image, which is deleted when the run is complete. */
  private static final String OUTCOMES = "outcomes" + UNFINISHED;

  /** The measured rows, from which {@code score} makes its tables. */
  public static final String SCORES = "scores" + UNFINISHED;

  /** The errors that are left when failed images have been tried again. */
  static final String NEW_ERRORS = ERRORS + UNFINISHED;

  /** The tables that some run writes. */
  public static final List<String> ALL_TABLES =
      List.of(PREDICTIONS, EXPLANATIONS, ERRORS, STATISTICS, SUMMARY, SCORE_ERRORS, SANITY);

  /** The tables that {@code score} replaces. */
  static final List<String> SCORED = List.of(EXPLANATIONS, SCORE_ERRORS, SUMMARY);

  /** The names under which {@code score} writes what it replaces. */
  static final List<String> NEW_SCORED =
      Stream.concat(Stream.of(MANIFEST), SCORED.stream()).map(RunOutput::unfinished).toList();

  private static final List<String> ALL =
      Stream.of(
              List.of(MANIFEST),
              ALL_TABLES,
              List.of(OUTCOMES, SCORES, STATE, NEW_ERRORS),
              NEW_SCORED)
          .flatMap(List::stream)
          .toList();

  /** The command whose runs go on where they were cut off. */
  private static final String EXPLAIN = "explain";

  /** What each record of a run, or of a comparison, holds that no other file does. */
  private static final Map<String, String> RECORDS =
      Map.of(
          MANIFEST,
          "/versions/heatmill",
          "summary.json",
          "/versions/heatmill",
          RunRecord.FILE,
          "/model/sha256");

  /** What happens to a run that is in the folder already. */
  public enum Existing {
    REFUSED,
    REPLACED,
    CONTINUED
  }

  /**
   * Opens a folder and checks that it may be written.
   *
   * @throws IllegalArgumentException if another process writes it, or it holds other files, or a
   *     result that must stay
   */
  public static RunOutput of(String folder, Existing existing, Configuration hadoop)
      throws IOException {
    Path path = new Path(folder);
    FileSystem files = path.getFileSystem(hadoop);
    RunOutput output = new RunOutput(files.makeQualified(path).toString(), existing);
    if (!output.isTaken(hadoop)) {
      return output;
    }
    FolderLock.expectFree(output.folder, hadoop);
    boolean own = output.isOwn(hadoop);
    if (existing == Existing.REPLACED && !own) {
      throw new IllegalArgumentException(
          "Output holds other files: "
              + folder
              + " (--overwrite replaces only what Heatmill has made; name another folder)");
    }
    boolean begun = own && output.isOfExplain(hadoop);
    if (existing == Existing.REFUSED || existing == Existing.CONTINUED && !begun) {
      throw new IllegalArgumentException(
          "Output exists: "
              + folder
              + " (name another folder"
              + (own ? ", or add --overwrite)" : ")"));
    }
    return output;
  }

  /** Whether there is anything in the folder but the record of who wrote it. */
  private boolean isTaken(Configuration hadoop) throws IOException {
    return files(hadoop).exists(new Path(folder))
        && Stream.of(files(hadoop).listStatus(new Path(folder)))
            .anyMatch(file -> !file.getPath().getName().equals(FolderLock.FILE));
  }

  /** Whether Heatmill has made what is in the folder. */
  private boolean isOwn(Configuration hadoop) throws IOException {
    if (FolderLock.job(folder, hadoop).isPresent()) {
      return true;
    }
    for (Map.Entry<String, String> record : RECORDS.entrySet()) {
      if (has(record.getKey(), hadoop) && isRecord(record.getKey(), record.getValue(), hadoop)) {
        return true;
      }
    }
    return false;
  }

  private boolean isRecord(String name, String pointer, Configuration hadoop) throws IOException {
    try {
      return !record(name, hadoop).at(pointer).isMissingNode();
    } catch (IllegalArgumentException e) { // Damaged, or the file of somebody else.
      return false;
    }
  }

  /** Whether {@code explain} can go on here. */
  private boolean isOfExplain(Configuration hadoop) throws IOException {
    return has(RunRecord.FILE, hadoop)
        || FolderLock.job(folder, hadoop).filter(EXPLAIN::equals).isPresent();
  }

  /** Whether a run in this folder came as far as its first piece, so that it has to go on. */
  public boolean hasBegun(Configuration hadoop) throws IOException {
    return has(INPUTS, hadoop) || has(CHECKPOINT, hadoop) || has(PREDICTIONS, hadoop);
  }

  /** Deletes the tables and files of an earlier run, and nothing else in the folder. */
  public void clear(Configuration hadoop) throws IOException {
    for (String name : ALL) {
      delete(name, hadoop);
    }
  }

  /** The place of the table with one row for each image, from which all tables are made. */
  public String outcomes() {
    return path(OUTCOMES);
  }

  public void deleteOutcomes(Configuration hadoop) throws IOException {
    delete(OUTCOMES, hadoop);
  }

  /** The temporary name of a table or file. */
  static String unfinished(String name) {
    return name + UNFINISHED;
  }

  public String path(String table) {
    return folder + "/" + table;
  }

  public void writeManifest(String json, Configuration hadoop) throws IOException {
    write(MANIFEST, json, hadoop);
  }

  /** Writes a file, which appears only when it is complete. */
  public void write(String name, String text, Configuration hadoop) throws IOException {
    AtomicFile.write(new Path(path(name)), text, hadoop);
  }

  /**
   * Reads a record of a run.
   *
   * @throws IllegalArgumentException if it is damaged
   */
  public ObjectNode record(String name, Configuration hadoop) throws IOException {
    return JsonRecord.parse(path(name), read(name, hadoop));
  }

  /** The text of a file. */
  public String read(String name, Configuration hadoop) throws IOException {
    try (InputStream in = files(hadoop).open(new Path(path(name)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  public boolean has(String name, Configuration hadoop) throws IOException {
    return files(hadoop).exists(new Path(path(name)));
  }

  /** Renames a table or file to a name that does not exist yet. */
  public void rename(String from, String to, Configuration hadoop) throws IOException {
    if (!files(hadoop).rename(new Path(path(from)), new Path(path(to)))) {
      throw new IOException("Cannot rename " + path(from) + " to " + to);
    }
  }

  public void delete(String name, Configuration hadoop) throws IOException {
    files(hadoop).delete(new Path(path(name)), true /* recursive */);
  }

  private FileSystem files(Configuration hadoop) throws IOException {
    return new Path(folder).getFileSystem(hadoop);
  }
}
