package io.github.heatmill.model.program;

import java.util.List;
import java.util.Map;

/**
 * A network as one straight list of statements, with the outputs of the requested layers in
 * separate variables.
 *
 * @param statements in the order of execution; they read the variable {@link #INPUT}
 * @param taps the layers that are reachable, by path
 * @param refusals the reasons why the others are not, by path
 * @param output the network's return value
 * @param outputType the declared type of {@code output}
 * @param withoutGradient the reasons why no gradient of the output by some of the layers exists, by
 *     path
 */
public record FlatProgram(
    List<Statement> statements,
    Map<String, Tap> taps,
    Map<String, String> refusals,
    Expression output,
    String outputType,
    Map<String, String> withoutGradient) {

  /** The reason why a module that is never called cannot be explained. */
  public static final String NOT_CALLED = "no forward calls it";

  /** A program whose output has gradients by every layer. */
  public FlatProgram(
      List<Statement> statements,
      Map<String, Tap> taps,
      Map<String, String> refusals,
      Expression output,
      String outputType) {
    this(statements, taps, refusals, output, outputType, Map.of());
  }

  /** The statements between two positions. */
  public List<Statement> statements(int from, int to) {
    return statements.subList(from, to);
  }

  /** The source lines of the statements between two positions. */
  public List<String> lines(int from, int to) {
    return statements(from, to).stream().flatMap(s -> s.lines().stream()).toList();
  }

  /** The variable with the images. */
  public static final String INPUT = "images";

  /**
   * The place in the program where a layer's output is known.
   *
   * @param variable the variable that holds it
   * @param position the number of statements after which it is assigned
   * @param kept the name of the variable in which generated methods keep it; layers whose outputs
   *     lie in one variable, because the next statement changes it in place, have different ones
   */
  public record Tap(String variable, int position, String kept) {
    private static final String KEPT = "a_";

    /** An output in a variable of its own. */
    public Tap(String variable, int position) {
      this(variable, position, KEPT + variable);
    }

    /** An output in a variable that later statements may change. */
    public static Tap shared(String variable, int position) {
      return new Tap(variable, position, KEPT + variable + "_" + position);
    }
  }
}
