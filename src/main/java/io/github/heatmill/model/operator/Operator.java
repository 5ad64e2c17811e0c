package io.github.heatmill.model.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One overload of an ATen operator, as the schema in libtorch declares it.
 *
 * @param name the name without its namespace, such as {@code add}
 * @param overload the name of the overload, such as {@code Tensor}; {@code default} if the schema
 *     gives none
 * @param arguments in the order of the schema
 * @param results the types of the results, such as {@code Tensor}, {@code Tensor[]} or {@code int}
 */
public record Operator(
    String name, String overload, List<Argument> arguments, List<String> results) {
  private static final String RESULTS = "->";
  private static final String BY_NAME = "*";
  private static final String WRITTEN = "!";

  /** Copies the lists. */
  public Operator {
    arguments = List.copyOf(arguments);
    results = List.copyOf(results);
  }

  /**
   * An argument of an operator.
   *
   * @param name the name that a call may give
   * @param isKeywordOnly whether a call must give the name
   * @param isWritten whether the operator changes the tensor in place
   */
  public record Argument(String name, boolean isKeywordOnly, boolean isWritten) {
    private static Argument parse(String word) {
      boolean byName = word.startsWith(BY_NAME);
      boolean written = word.contains(WRITTEN);
      return new Argument(word.replace(BY_NAME, "").replace(WRITTEN, ""), byName, written);
    }
  }

  /** Reads a line of {@code operators.txt}: {@code name.overload argument... -> result...}. */
  static Operator parse(String line) {
    List<String> words = List.of(line.split(" "));
    int dot = words.get(0).indexOf('.');
    int arrow = words.indexOf(RESULTS);
    List<Argument> arguments = new ArrayList<>();
    words.subList(1, arrow).forEach(word -> arguments.add(Argument.parse(word)));
    String name = words.get(0).substring(0, dot);
    String overload = words.get(0).substring(dot + 1);
    return new Operator(name, overload, arguments, words.subList(arrow + 1, words.size()));
  }

  /** The argument of this name. */
  public Optional<Argument> argument(String wanted) {
    return arguments.stream().filter(argument -> argument.name().equals(wanted)).findFirst();
  }
}
