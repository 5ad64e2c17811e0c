package io.github.heatmill.model.exported.layer;

import io.github.heatmill.model.exported.graph.Graph;
import io.github.heatmill.model.exported.graph.GraphValue;
import io.github.heatmill.model.exported.graph.GraphValue.OptionalTensors;
import io.github.heatmill.model.exported.graph.GraphValue.SymbolicBool;
import io.github.heatmill.model.exported.graph.GraphValue.SymbolicFloat;
import io.github.heatmill.model.exported.graph.GraphValue.SymbolicInt;
import io.github.heatmill.model.exported.graph.GraphValue.TensorValue;
import io.github.heatmill.model.exported.graph.GraphValue.Tensors;
import io.github.heatmill.model.exported.graph.NamedArgument;
import io.github.heatmill.model.exported.graph.Node;
import io.github.heatmill.model.program.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A graph as statements.
 *
 * @param graph its calls, without blocks
 * @param statements in the order of execution
 * @param ends the number of statements after each call of the graph
 * @param variables the variables that hold the values of the graph, by the name of the value; what
 *     an operator changes in place keeps its variable
 * @param types the types of the variables, by name
 * @param notes what was changed, for people
 */
public record TranslatedGraph(
    Graph graph,
    List<Statement> statements,
    List<Integer> ends,
    Map<String, String> variables,
    Map<String, String> types,
    List<String> notes) {

  public TranslatedGraph {
    statements = List.copyOf(statements);
    ends = List.copyOf(ends);
    variables = Map.copyOf(variables);
    types = Map.copyOf(types);
    notes = List.copyOf(notes);
  }

  /** The name of a value that a call has made; empty for constants. */
  public static Optional<String> name(GraphValue value) {
    if (value instanceof TensorValue tensor) {
      return Optional.of(tensor.name());
    }
    if (value instanceof SymbolicInt number) {
      return Optional.of(number.name());
    }
    if (value instanceof SymbolicFloat number) {
      return Optional.of(number.name());
    }
    return value instanceof SymbolicBool truth ? Optional.of(truth.name()) : Optional.empty();
  }

  /** The names of the values in an argument. */
  public static Stream<String> names(GraphValue value) {
    if (value instanceof Tensors several) {
      return several.names().stream();
    }
    if (value instanceof OptionalTensors several) {
      return several.names().stream().flatMap(Optional::stream);
    }
    if (value instanceof GraphValue.SymbolicInts several) {
      return several.values().stream().flatMap(TranslatedGraph::names);
    }
    return name(value).stream();
  }

  /** The names of the values that a call reads. */
  static Stream<String> read(Node node) {
    return node.arguments().stream().map(NamedArgument::value).flatMap(TranslatedGraph::names);
  }

  /** The names of the values that a call makes. */
  static Stream<String> made(Node node) {
    return node.outputs().stream().flatMap(TranslatedGraph::names);
  }

  /** The variable of a value; empty for the parameters and buffers of the network. */
  public Optional<String> variable(String value) {
    return Optional.ofNullable(variables.get(value));
  }

  /** The variables that a call reads. */
  List<String> reads(Node node) {
    return read(node).flatMap(value -> variable(value).stream()).toList();
  }

  /** The variables that a call makes, or changes in place. */
  List<String> makes(Node node) {
    return made(node).flatMap(value -> variable(value).stream()).toList();
  }
}
