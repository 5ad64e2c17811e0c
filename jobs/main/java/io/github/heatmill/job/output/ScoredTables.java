package io.github.heatmill.job.output;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;

/**
 * The tables that {@code score} replaces. New tables are written beside the old ones, under
 * temporary names, and replace them when all of them are complete. The new manifest, under a
 * temporary name, marks that moment.
 *
 * <p>Wherever {@code score} is cut off, each table is there, old or new. Before the new manifest is
 * written, the run is as it was, and the next {@code score} deletes the temporary tables. After
 * that, the run has no manifest under its own name and counts as unfinished until the next {@code
 * score} calls {@link #resume}. On stores that cannot rename a folder in one step, {@link
 * RunOutput#SCORES} has every row until all tables have their names.
 */
public record ScoredTables(RunOutput output, Configuration hadoop) {
  private static final String NEW_MANIFEST = RunOutput.unfinished(RunOutput.MANIFEST);

  /** The tables of a run. */
  public static ScoredTables of(String folder, Configuration hadoop) {
    return new ScoredTables(new RunOutput(folder, RunOutput.Existing.REPLACED), hadoop);
  }

  /** The place where a new table is written. */
  public String path(String table) {
    return output.path(RunOutput.unfinished(table));
  }

  /** Deletes temporary tables of a {@code score} that was cut off. */
  public void clear() throws IOException {
    for (String name : RunOutput.NEW_SCORED) {
      output.delete(name, hadoop);
    }
    output.delete(RunOutput.SCORES, hadoop);
  }

  /** Replaces the old tables by the new ones, which are complete. */
  public void replace(String manifest) throws IOException {
    output.write(NEW_MANIFEST, manifest, hadoop);
    resume();
  }

  /** Whether complete new tables have not replaced all old ones yet. */
  public boolean isCutOff() throws IOException {
    return output.has(NEW_MANIFEST, hadoop);
  }

  /** Goes on where {@link #replace} was cut off; otherwise changes nothing. */
  public void resume() throws IOException {
    if (!isCutOff()) {
      return;
    }
    output.delete(RunOutput.MANIFEST, hadoop);
    for (String table : RunOutput.SCORED) {
      if (output.has(RunOutput.unfinished(table), hadoop)) {
        output.delete(table, hadoop);
        output.rename(RunOutput.unfinished(table), table, hadoop);
      }
    }
    output.rename(NEW_MANIFEST, RunOutput.MANIFEST, hadoop);
    output.delete(RunOutput.SCORES, hadoop);
  }
}
