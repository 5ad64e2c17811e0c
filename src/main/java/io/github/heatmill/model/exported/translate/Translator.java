package io.github.heatmill.model.exported.translate;

import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.exported.graph.ElementType;
import io.github.heatmill.model.exported.graph.Graph;
import io.github.heatmill.model.exported.graph.GraphValue;
import io.github.heatmill.model.exported.graph.GraphValue.None;
import io.github.heatmill.model.exported.graph.GraphValue.SymbolicBool;
import io.github.heatmill.model.exported.graph.GraphValue.SymbolicFloat;
import io.github.heatmill.model.exported.graph.GraphValue.SymbolicInt;
import io.github.heatmill.model.exported.graph.GraphValue.TensorValue;
import io.github.heatmill.model.exported.graph.GraphValue.Tensors;
import io.github.heatmill.model.exported.graph.NamedArgument;
import io.github.heatmill.model.exported.graph.Node;
import io.github.heatmill.model.exported.graph.TensorMeta;
import io.github.heatmill.model.exported.layer.Operators;
import io.github.heatmill.model.exported.layer.TranslatedGraph;
import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Attribute;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Keyword;
import io.github.heatmill.model.program.Expression.Name;
import io.github.heatmill.model.program.Expression.Sequence;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.Statement.Assign;
import io.github.heatmill.model.program.Statement.Evaluate;
import io.github.heatmill.model.program.TrainingFlags;
import io.github.heatmill.model.program.TypeText;
import io.github.heatmill.model.source.Counts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Translates the calls of a graph, one after the other, into statements in evaluation mode. */
final class Translator {
  private final Graph graph;
  private final Values values;
  private final Precision precision;
  private final Set<String> counters;
  private final Counts switchedOff = new Counts();
  private final List<Statement> statements = new ArrayList<>();
  private final List<Integer> ends = new ArrayList<>();
  private final Map<String, String> variables = new HashMap<>();
  private final Map<String, String> types = new HashMap<>();

  /**
   * Prepares a translation.
   *
   * @param graph without blocks
   * @param values those of the graph's inputs are known
   * @param inputs the variables of the graph's inputs, by the name of the value
   * @param counters the names of values that count the batches of training, which are not updated
   */
  Translator(
      Graph graph,
      Values values,
      Precision precision,
      Map<String, String> inputs,
      Set<String> counters) {
    this.graph = graph;
    this.values = values;
    this.precision = precision;
    this.counters = counters;
    variables.putAll(inputs);
  }

  /**
   * Translates all calls.
   *
   * @param first the statements that come before
   * @throws ModelFormatException if a call has an argument that no statement can have
   */
  TranslatedGraph translated(List<Statement> first) {
    statements.addAll(first);
    for (Node node : graph.nodes()) {
      if (!Operators.isCheck(node.target())) {
        add(node);
      }
      ends.add(statements.size());
    }
    List<String> notes = new ArrayList<>();
    if (!switchedOff.isEmpty()) {
      notes.add("training mode in the code switched off (" + switchedOff.text() + ")");
    }
    notes.addAll(precision.notes());
    return new TranslatedGraph(graph, statements, ends, variables, types, notes);
  }

  private void add(Node node) {
    Optional<Expression> first = node.arguments().stream().findFirst().map(a -> value(a, node));
    if (Operators.isInPlace(node.target()) && isCounter(node)) {
      made(node).ifPresent(name -> values.put(name, first.orElseThrow()));
      return;
    }
    Expression call = call(node);
    if (Operators.isInPlace(node.target()) && first.orElseThrow() instanceof Name changed) {
      made(node).ifPresent(name -> sameVariable(name, changed));
      statements.add(Assign.of(changed.name(), call));
      return;
    }
    statements.add(
        node.outputs().isEmpty()
            ? new Evaluate(call)
            : new Assign(target(node), Optional.empty(), call));
  }

  private boolean isCounter(Node node) {
    return node.arguments().get(0).value() instanceof TensorValue tensor
        && counters.contains(tensor.name());
  }

  /** The only tensor that a call makes. */
  private static Optional<String> made(Node node) {
    return node.outputs().size() == 1 && node.outputs().get(0) instanceof TensorValue tensor
        ? Optional.of(tensor.name())
        : Optional.empty();
  }

  private void sameVariable(String name, Name changed) {
    values.put(name, changed);
    variables.put(name, changed.name());
  }

  private Expression value(NamedArgument argument, Node node) {
    return values.of(argument.value(), node.target());
  }

  private Expression call(Node node) {
    if (SymbolicOperators.holds(node.target())) {
      return SymbolicOperators.call(
          node.target(), node.arguments().stream().map(a -> value(a, node)).toList());
    }
    String operator = Operators.inTorchScript(Operators.name(node.target()).orElseThrow());
    List<Expression> arguments = new ArrayList<>();
    for (NamedArgument argument : node.arguments()) {
      Expression value = value(argument, node);
      arguments.add(argument.keyword() ? new Keyword(argument.name(), value) : value);
    }
    Call call = new Call(new Attribute(new Name("torch"), operator), arguments);
    Optional<Call> evaluating = TrainingFlags.switchedOff(operator, call);
    if (evaluating.isPresent()) {
      switchedOff.add(operator);
    }
    return evaluating.orElse(call);
  }

  /** What the result of a call is assigned to. */
  private Expression target(Node node) {
    if (node.outputs().size() == 1) {
      GraphValue output = node.outputs().get(0);
      return output instanceof Tensors several
          ? new Sequence(
              false, several.names().stream().map(name -> variable(new TensorValue(name))).toList())
          : variable(output);
    }
    if (node.outputs().stream().anyMatch(Tensors.class::isInstance)) {
      throw new ModelFormatException(
          "Exported program cannot be opened: "
              + node.target()
              + " returns a list together with other values, which is not translated (replace it in the"
              + " model)");
    }
    return new Sequence(false, node.outputs().stream().map(this::variable).toList());
  }

  /** A new variable for a value, or one that is never read. */
  private Expression variable(GraphValue output) {
    String variable = "v" + types.size();
    types.put(variable, type(output));
    if (!(output instanceof None)) {
      String name =
          TranslatedGraph.name(output)
              .orElseThrow(
                  () ->
                      new ModelFormatException(
                          "Broken exported program: a call makes a constant (export it again)"));
      values.put(name, new Name(variable));
      variables.put(name, variable);
    }
    return new Name(variable);
  }

  private String type(GraphValue output) {
    if (output instanceof SymbolicInt) {
      return TypeText.INT;
    }
    if (output instanceof SymbolicFloat) {
      return TypeText.FLOAT;
    }
    if (output instanceof SymbolicBool) {
      return TypeText.BOOL;
    }
    return output instanceof TensorValue tensor
        ? type(Optional.ofNullable(graph.tensors().get(tensor.name())))
        : TypeText.TENSOR;
  }

  /**
   * Heads, which run the part of the network after a layer, get a tensor of whole numbers or truth
   * values as such and not as float32.
   */
  private String type(Optional<TensorMeta> tensor) {
    Optional<ElementType> computed = tensor.map(meta -> precision.computed(meta.type()));
    return computed
        .filter(type -> type != ElementType.FLOAT)
        .map(type -> TypeText.tensorOf(type.libtorchNumber()))
        .orElse(TypeText.TENSOR);
  }
}
