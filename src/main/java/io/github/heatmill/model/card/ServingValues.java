package io.github.heatmill.model.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The values of one {@code serving.properties}, and what was found wrong or unusual in them. */
final class ServingValues {
  static final int DEFAULT_SIDE = 224;

  private final Map<String, String> values;
  private final List<String> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  ServingValues(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** A value as it is written; null without one. */
  String text(String key) {
    return values.get(key);
  }

  String text(String key, String otherwise) {
    return values.getOrDefault(key, otherwise);
  }

  /** What is unusual, so far. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  void note(String note) {
    notes.add(note);
  }

  void problem(String problem) {
    problems.add(problem);
  }

  /** Throws all problems together, if there are any. */
  void throwProblems() {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /** A side of the input in pixels. */
  int side(String key) {
    return positive(key).orElse(DEFAULT_SIDE);
  }

  /** A whole number above 0; empty without one. */
  Optional<Integer> positive(String key) {
    return value(key, ServingValues::whole, "a whole number above 0")
        .filter(n -> expectPositive(key, n));
  }

  private boolean expectPositive(String key, int number) {
    return expect(number > 0, "Invalid " + key + ": " + number + " (must be > 0)");
  }

  /** Notes a problem if a condition does not hold. */
  boolean expect(boolean holds, String problem) {
    if (!holds) {
      problems.add(problem);
    }
    return holds;
  }

  /**
   * A value of another type; empty without one, or if it cannot be read, which is a problem.
   *
   * @param rule what it must be, for the message
   */
  <T> Optional<T> value(String key, Function<String, T> parser, String rule) {
    String text = values.get(key);
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.apply(text));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      problems.add("Invalid " + key + ": " + text + " (must be " + rule + ")");
      return Optional.empty();
    }
  }

  /** DJL also takes a number with a fraction, and cuts it off. */
  static int whole(String text) {
    return (int) Double.parseDouble(text);
  }

  /** True or false, in any case of letters. */
  boolean flag(String key, boolean otherwise) {
    return value(key, ServingValues::trueOrFalse, "true or false").orElse(otherwise);
  }

  /** DJL takes every other text for false, also a misspelt true. */
  private static boolean trueOrFalse(String text) {
    if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      throw new IllegalArgumentException(text);
    }
    return Boolean.parseBoolean(text);
  }

  /** Whether a value is there and not false. */
  boolean isGiven(String key) {
    return !values.getOrDefault(key, "false").equals("false");
  }
}
