package io.github.heatmill.model.exported.graph;

/** What an input of the graph is. {@code argument} is its name in the graph. */
public sealed interface InputSpec {

  /** A parameter, by its qualified name, such as {@code layer4.1.conv1.weight}. */
  record Parameter(String argument, String name) implements InputSpec {}

  /** A buffer, by its qualified name; one that is not persistent lies with the constants. */
  record Buffer(String argument, String name, boolean persistent) implements InputSpec {}

  /** A tensor that the network's code makes from constants, by its name. */
  record Constant(String argument, String name) implements InputSpec {}

  /** What the caller passes. */
  record User(GraphValue value) implements InputSpec {}

  /** An input that is not read, by the name of its kind, such as {@code custom_obj}. */
  record Other(String kind) implements InputSpec {}
}
