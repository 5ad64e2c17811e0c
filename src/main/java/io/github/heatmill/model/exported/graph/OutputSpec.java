package io.github.heatmill.model.exported.graph;

import java.util.Optional;

/**
 * What an output of the graph is.
 *
 * @param kind such as {@code user_output} or {@code buffer_mutation}
 * @param value the output
 * @param target what it changes: the qualified name of a buffer or parameter, or a user's input
 */
public record OutputSpec(String kind, GraphValue value, Optional<String> target) {}
