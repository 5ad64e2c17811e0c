package io.github.heatmill.job.output;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * The tables that a measuring replaces. New ones are written beside the old ones, under other
 * names, and take their place when all of them are whole; the new manifest, still under another
 * name, then says so.
 *
 * <p>Wherever a measuring is cut off, each table is there, old or new. Before the new manifest is
 * written, the run is as it was, and what is half done is removed by the next measuring. After it,
 * the run has no manifest under its own name and counts as unfinished until the next {@code
 * heatmill score} has called {@link #resume}. On stores that cannot rename a folder in one step,
 * {@link RunOutput#SCORES} still has every row until all tables have their names.
 */
public record ScoredTables(RunOutput output, Configuration hadoop) {
  private static final List<String> TABLES =
      List.of(RunOutput.EXPLANATIONS, RunOutput.SCORE_ERRORS, RunOutput.SUMMARY);
  private static final String NEW_MANIFEST = beside(RunOutput.MANIFEST);

  /** The other names. */
  static final List<String> NAMES =
      Stream.concat(Stream.of(NEW_MANIFEST), TABLES.stream().map(ScoredTables::beside)).toList();

  /** Those of a run. */
  public static ScoredTables of(String folder, Configuration hadoop) {
    return new ScoredTables(new RunOutput(folder, RunOutput.Existing.REPLACED), hadoop);
  }

  private static String beside(String name) {
    return name + RunOutput.UNFINISHED;
  }

  /** Where a new table is written. */
  public String path(String table) {
    return output.path(beside(table));
  }

  /** Removes what a measuring left that was cut off before its tables were whole. */
  public void clear() throws IOException {
    for (String name : NAMES) {
      output.delete(name, hadoop);
    }
    output.delete(RunOutput.SCORES, hadoop);
  }

  /** Puts the tables, which are whole, in the place of the old ones. */
  public void replace(String manifest) throws IOException {
    output.write(NEW_MANIFEST, manifest, hadoop);
    resume();
  }

  /** Whether tables are whole that are not yet in their place. */
  public boolean isCutOff() throws IOException {
    return output.has(NEW_MANIFEST, hadoop);
  }

  /** Goes on where {@link #replace} was cut off; else changes nothing. */
  public void resume() throws IOException {
    if (!isCutOff()) {
      return;
    }
    output.delete(RunOutput.MANIFEST, hadoop);
    for (String table : TABLES) {
      if (output.has(beside(table), hadoop)) {
        output.delete(table, hadoop);
        output.rename(beside(table), table, hadoop);
      }
    }
    output.rename(NEW_MANIFEST, RunOutput.MANIFEST, hadoop);
    output.delete(RunOutput.SCORES, hadoop);
  }
}
