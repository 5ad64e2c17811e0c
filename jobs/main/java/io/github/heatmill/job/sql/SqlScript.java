package io.github.heatmill.job.sql;

import java.io.BufferedReader;
import java.io.IOException;

/** Runs the statements of a text that is still being written, each when it ends. */
public record SqlScript(SqlRunner runner, BufferedReader in) {

  /** Runs to the end, whatever fails on the way; returns false if something did. */
  public boolean run() throws IOException {
    boolean allRan = true;
    StringBuilder open = new StringBuilder();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      open.append(line).append('\n');
      Statements statements = Statements.of(open.toString());
      for (String statement : statements.ended()) {
        if (SqlPrompt.isEnd(statement)) {
          return allRan;
        }
        allRan &= runner.run(statement);
      }
      if (!statements.ended().isEmpty()) {
        open = new StringBuilder(statements.rest()).append('\n');
      }
    }
    for (String statement : Statements.of(open.toString()).all()) {
      allRan &= SqlPrompt.isEnd(statement) || runner.run(statement);
    }
    return allRan;
  }
}
