package io.github.heatmill.job.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Collects everything that is wrong with a configuration, so that users mend it once. */
public final class Problems {
  private final List<String> found = new ArrayList<>();

  /** Notes a problem: a sentence with the value, the rule and the remedy. */
  public void add(String problem) {
    found.add(problem);
  }

  /** Notes a problem unless something holds. */
  public void expect(boolean holds, String problem) {
    if (!holds) {
      add(problem);
    }
  }

  /** What the attempt gives; when it fails, its message is noted. */
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
   * Ends the configuration.
   *
   * @throws ConfigurationException with every problem, if there is any
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new ConfigurationException(found);
    }
  }
}
