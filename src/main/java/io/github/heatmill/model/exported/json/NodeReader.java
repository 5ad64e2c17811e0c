package io.github.heatmill.model.exported.json;

import io.github.heatmill.model.exported.graph.Graph;
import io.github.heatmill.model.exported.graph.GraphValue;
import io.github.heatmill.model.exported.graph.ModuleCall;
import io.github.heatmill.model.exported.graph.NamedArgument;
import io.github.heatmill.model.exported.graph.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads graphs and the calls in them. */
final class NodeReader {
  static final int MOST_NODES = 200_000;

  private static final int KEYWORD = 2;
  private static final int PARTS = 3;

  private NodeReader() {}

  static Graph graph(JsonValue graph) {
    JsonValue nodes = graph.member("nodes");
    if (nodes.size() > MOST_NODES) {
      throw nodes.refused(" has " + nodes.size() + " calls", "must be <= " + MOST_NODES);
    }
    return new Graph(
        arguments(graph, "inputs"),
        arguments(graph, "outputs"),
        nodes.list(NodeReader::node),
        graph.member("tensor_values").map(MetaReader::tensor),
        blocks(nodes));
  }

  /** The graphs that calls run, which stand among their arguments. */
  private static Map<String, Graph> blocks(JsonValue nodes) {
    Map<String, Graph> blocks = new LinkedHashMap<>();
    nodes.list(node -> node.member("inputs").list(input -> input.member("arg").choice())).stream()
        .flatMap(List::stream)
        .filter(argument -> argument.kind().equals(ArgumentReader.AS_GRAPH))
        .forEach(
            argument -> {
              String name = argument.value().member("name").text();
              if (blocks.put(name, graph(argument.value().member("graph"))) != null) {
                throw argument.value().refused(" has two graphs named " + name, "must be one");
              }
            });
    return blocks;
  }

  private static List<GraphValue> arguments(JsonValue json, String key) {
    return json.member(key).list(ArgumentReader::argument);
  }

  private static Node node(JsonValue node) {
    return new Node(
        node.member("target").text(),
        node.member("inputs").list(NodeReader::named),
        arguments(node, "outputs"),
        modules(node));
  }

  private static NamedArgument named(JsonValue input) {
    boolean keyword =
        input.optional("kind").map(JsonValue::whole).filter(kind -> kind == KEYWORD).isPresent();
    return new NamedArgument(
        input.member("name").text(), ArgumentReader.argument(input.member("arg")), keyword);
  }

  private static List<ModuleCall> modules(JsonValue node) {
    Optional<JsonValue> stack =
        node.optional("metadata").flatMap(metadata -> metadata.optional("nn_module_stack"));
    return stack
        .filter(text -> !text.text().isEmpty())
        .map(
            text ->
                List.of(text.text().split(";", -1)).stream()
                    .map(call -> moduleCall(text, call))
                    .toList())
        .orElse(List.of());
  }

  private static ModuleCall moduleCall(JsonValue stack, String call) {
    List<String> parts = parts(call);
    if (parts.size() != PARTS) {
      throw stack.refused(
          " has " + call,
          "must be key,path,type; rename modules with a comma or semicolon in their names");
    }
    return new ModuleCall(parts.get(0), parts.get(1), parts.get(2));
  }

  /** Splits at commas outside of brackets: a path may hold {@code [slice(None, 2, None)]}. */
  private static List<String> parts(String call) {
    List<String> parts = new ArrayList<>();
    int open = 0;
    int start = 0;
    for (int i = 0; i < call.length(); i++) {
      char c = call.charAt(i);
      open += c == '[' || c == '(' ? 1 : c == ']' || c == ')' ? -1 : 0;
      if (c == ',' && open == 0) {
        parts.add(call.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(call.substring(start));
    return parts;
  }
}
