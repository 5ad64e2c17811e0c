package io.github.heatmill.model.exported.graph;

/**
 * An argument of a call.
 *
 * @param name the parameter of the operator that it is for
 * @param value what is passed
 * @param keyword whether it is passed by its name, and not by its position
 */
public record NamedArgument(String name, GraphValue value, boolean keyword) {}
