package io.github.heatmill.model.exported.translate;

import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.exported.graph.Graph;
import io.github.heatmill.model.exported.graph.GraphValue;
import io.github.heatmill.model.exported.graph.GraphValue.Bool;
import io.github.heatmill.model.exported.graph.GraphValue.OptionalTensors;
import io.github.heatmill.model.exported.graph.GraphValue.Subgraph;
import io.github.heatmill.model.exported.graph.GraphValue.SymbolicBool;
import io.github.heatmill.model.exported.graph.GraphValue.SymbolicFloat;
import io.github.heatmill.model.exported.graph.GraphValue.SymbolicInt;
import io.github.heatmill.model.exported.graph.GraphValue.SymbolicInts;
import io.github.heatmill.model.exported.graph.GraphValue.TensorValue;
import io.github.heatmill.model.exported.graph.GraphValue.Tensors;
import io.github.heatmill.model.exported.graph.NamedArgument;
import io.github.heatmill.model.exported.graph.Node;
import io.github.heatmill.model.exported.graph.TensorMeta;
import io.github.heatmill.model.exported.layer.TranslatedGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the graphs of {@code torch.no_grad} and autocast blocks in the place of the operators that
 * run them. What leaves a block without gradients is detached, so that no gradient passes it. Names
 * inside of a block get a prefix that no name of the file has.
 */
final class Inlining {
  /** The operator of a block with another setting of gradients. */
  private static final String GRADIENTS = "torch.ops.higher_order.wrap_with_set_grad_enabled";

  /** The operator of a block in mixed precision, which is computed in float32. */
  private static final String AUTOCAST = "torch.ops.higher_order.wrap_with_autocast";

  static final String DETACH = "torch.ops.aten.detach.default";

  /** The place of the flag among the arguments of autocast. */
  private static final int ENABLED = 2;

  private static final String ALIAS = "torch.ops.aten.alias.default";

  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, TensorMeta> tensors = new HashMap<>();
  private int blocks;

  private Inlining() {}

  /** The same graph without such blocks. */
  static Graph of(Graph graph) {
    Inlining inlining = new Inlining();
    inlining.tensors.putAll(graph.tensors());
    graph.nodes().forEach(node -> inlining.add(node, graph, Map.of(), ""));
    return new Graph(graph.inputs(), graph.outputs(), inlining.nodes, inlining.tensors, Map.of());
  }

  /**
   * Notes for the user on gradients and precision that the graph no longer records; may be empty.
   *
   * @param graph as it was saved
   */
  static List<String> notes(Graph graph) {
    List<Node> all = new ArrayList<>();
    collect(graph, all);
    long aliases = all.stream().filter(node -> node.target().equals(ALIAS)).count();
    boolean mixed =
        all.stream().filter(node -> node.target().equals(AUTOCAST)).anyMatch(Inlining::isEnabled);
    List<String> notes = new ArrayList<>();
    if (mixed) {
      notes.add("autocast left out");
    }
    if (aliases > 0) {
      notes.add(
          "gradients pass torch.alias, which stands for detach() after run_decompositions ("
              + aliases
              + ")");
    }
    return notes;
  }

  /** Whether a block of autocast, (device, type, enabled, ...), casts anything. */
  private static boolean isEnabled(Node autocast) {
    return autocast.arguments().size() <= ENABLED
        || !autocast.arguments().get(ENABLED).value().equals(new Bool(false));
  }

  private static void collect(Graph graph, List<Node> nodes) {
    nodes.addAll(graph.nodes());
    graph.blocks().values().forEach(block -> collect(block, nodes));
  }

  private void add(Node node, Graph owner, Map<String, GraphValue> inputs, String prefix) {
    if (node.target().equals(GRADIENTS) || node.target().equals(AUTOCAST)) {
      addBlock(node, owner, inputs, prefix);
      return;
    }
    List<NamedArgument> arguments =
        node.arguments().stream()
            .map(a -> new NamedArgument(a.name(), renamed(a.value(), inputs, prefix), a.keyword()))
            .toList();
    List<GraphValue> outputs =
        node.outputs().stream().map(output -> renamed(output, inputs, prefix)).toList();
    nodes.add(new Node(node.target(), arguments, outputs, node.modules()));
  }

  private void addBlock(
      Node block, Graph owner, Map<String, GraphValue> outer, String outerPrefix) {
    List<GraphValue> given =
        block.arguments().stream()
            .map(argument -> renamed(argument.value(), outer, outerPrefix))
            .toList();
    int at = graphPlace(given);
    if (at < 0 || !(given.get(at) instanceof Subgraph named)) {
      throw broken("a block has no graph");
    }
    Graph inner = owner.blocks().get(named.name());
    List<GraphValue> passed = given.subList(at + 1, given.size());
    if (inner == null
        || passed.size() != inner.inputs().size()
        || block.outputs().size() != outputs(inner).size()) {
      throw broken("a block has other inputs or outputs than its graph");
    }
    boolean detached = block.target().equals(GRADIENTS) && !given.get(0).equals(new Bool(true));
    String prefix = "block" + blocks++ + "/";
    Map<String, GraphValue> inputs = new HashMap<>();
    for (int i = 0; i < passed.size(); i++) {
      int place = i;
      TranslatedGraph.name(inner.inputs().get(i))
          .ifPresent(name -> inputs.put(name, passed.get(place)));
    }
    inner.tensors().forEach((name, meta) -> tensors.put(prefix + name, meta));
    for (Node node : inner.nodes()) {
      Node placed =
          node.modules().isEmpty()
              ? new Node(node.target(), node.arguments(), node.outputs(), block.modules())
              : node;
      add(placed, inner, inputs, prefix);
    }
    for (int i = 0; i < block.outputs().size(); i++) {
      GraphValue value = renamed(outputs(inner).get(i), inputs, prefix);
      GraphValue target = renamed(block.outputs().get(i), outer, outerPrefix);
      if (target instanceof TensorValue) {
        nodes.add(
            new Node(
                detached ? DETACH : ALIAS,
                List.of(new NamedArgument("self", value, false)),
                List.of(target),
                block.modules()));
      } else if (!(target instanceof GraphValue.None)) {
        throw broken("a block returns something other than tensors");
      }
    }
  }

  /** The place of the graph among the arguments of a block; negative if there is none. */
  private static int graphPlace(List<GraphValue> given) {
    for (int i = 0; i < given.size(); i++) {
      if (given.get(i) instanceof Subgraph) {
        return i;
      }
    }
    return -1;
  }

  /** The values that a graph returns; a list of tensors counts as its elements. */
  private static List<GraphValue> outputs(Graph graph) {
    List<GraphValue> outputs = new ArrayList<>();
    for (GraphValue output : graph.outputs()) {
      if (output instanceof Tensors several) {
        several.names().forEach(name -> outputs.add(new TensorValue(name)));
      } else {
        outputs.add(output);
      }
    }
    return outputs;
  }

  private static ModelFormatException broken(String what) {
    return new ModelFormatException("Broken exported program: " + what + " (export it again)");
  }

  private static GraphValue renamed(
      GraphValue value, Map<String, GraphValue> inputs, String prefix) {
    if (prefix.isEmpty() && inputs.isEmpty()) {
      return value;
    }
    Optional<String> name = TranslatedGraph.name(value);
    if (name.isPresent()) {
      GraphValue input = inputs.get(name.get());
      return input != null ? input : withName(value, prefix + name.get());
    }
    if (value instanceof Tensors several) {
      return new Tensors(several.names().stream().map(n -> tensor(n, inputs, prefix)).toList());
    }
    if (value instanceof OptionalTensors several) {
      return new OptionalTensors(
          several.names().stream().map(n -> n.map(each -> tensor(each, inputs, prefix))).toList());
    }
    if (value instanceof SymbolicInts several) {
      return new SymbolicInts(
          several.values().stream().map(each -> renamed(each, inputs, prefix)).toList());
    }
    return value;
  }

  private static String tensor(String name, Map<String, GraphValue> inputs, String prefix) {
    return inputs.get(name) instanceof TensorValue input ? input.name() : prefix + name;
  }

  private static GraphValue withName(GraphValue value, String name) {
    if (value instanceof TensorValue) {
      return new TensorValue(name);
    }
    if (value instanceof SymbolicInt) {
      return new SymbolicInt(name);
    }
    return value instanceof SymbolicFloat ? new SymbolicFloat(name) : new SymbolicBool(name);
  }
}
