package io.github.heatmill.model.exported.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An exported program without its tensors.
 *
 * @param graph its calls
 * @param inputs what the inputs of the graph are, in their order
 * @param outputs what the outputs of the graph are, in their order
 * @param outputStructure how the outputs for the user lie in what the network returns
 * @param ranges bounds of symbolic sizes, by symbol
 * @param torchVersion the version of PyTorch that wrote it, such as {@code 2.13.0+cpu}
 * @param schemaMajor the version of the format
 * @param opset the version of the ATen operators
 */
public record ExportedModel(
    Graph graph,
    List<InputSpec> inputs,
    List<OutputSpec> outputs,
    Optional<Structure> outputStructure,
    Map<String, SymbolRange> ranges,
    String torchVersion,
    int schemaMajor,
    Optional<Integer> opset) {

  public ExportedModel {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    ranges = Collections.unmodifiableMap(new LinkedHashMap<>(ranges));
  }
}
