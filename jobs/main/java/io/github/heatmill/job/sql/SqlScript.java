package io.github.heatmill.job.sql;

import java.io.BufferedReader;
import java.io.IOException;

/** Reads statements from a stream, and runs each when it ends. */
public record SqlScript(SqlRunner runner, BufferedReader in) {

  /** Runs all statements, also after a failure; returns false if one failed. */
  public boolean run() throws IOException {
    boolean allRan = true;
    StringBuilder open = new StringBuilder();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (open.toString().isBlank() && SqlPrompt.isEnd(line.strip())) {
        return allRan; // Also without a semicolon.
      }
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
