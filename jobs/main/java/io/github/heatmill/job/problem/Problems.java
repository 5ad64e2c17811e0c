package io.github.heatmill.job.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Collects everything that is wrong with settings, so that users can mend all of it at once. */
public final class Problems {
  private final List<String> found = new ArrayList<>();

  /** Adds a problem: a sentence with the value, the rule and the remedy. */
  public void add(String problem) {
    found.add(problem);
  }

  /** Adds a problem if a condition does not hold. */
  public void expect(boolean holds, String problem) {
    if (!holds) {
      add(problem);
    }
  }

  /** Returns the result of an attempt; if it fails, its message is added. */
  public <T> Optional<T> attempt(Callable<T> attempt) {
    try {
      return Optional.of(attempt.call());
    } catch (Exception e) {
      String message = e.getMessage();
      add(message == null ? e.getClass().getSimpleName() : message);
      return Optional.empty();
    }
  }

  /**
   * Ends the check.
   *
   * @throws ConfigurationException with every problem, if there is any
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new ConfigurationException(found);
    }
  }
}
