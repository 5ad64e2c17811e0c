package io.github.heatmill.model.exported.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A straight list of calls, of a whole program or of one branch of an operator that takes graphs.
 *
 * @param inputs the values that it starts with
 * @param outputs the values that it returns
 * @param nodes the calls, each after those whose values it reads
 * @param tensors types and shapes of its tensors, by name and in the order of the file
 * @param blocks the graphs that its calls run, by name
 */
public record Graph(
    List<GraphValue> inputs,
    List<GraphValue> outputs,
    List<Node> nodes,
    Map<String, TensorMeta> tensors,
    Map<String, Graph> blocks) {

  public Graph {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    nodes = List.copyOf(nodes);
    blocks = Map.copyOf(blocks);
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }
}
