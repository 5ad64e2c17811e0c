package io.github.heatmill.model.exported.graph;

import java.util.Optional;

/**
 * The values that a symbol may have.
 *
 * @param least the smallest one, if there is a bound
 * @param most the largest one, if there is a bound
 */
public record SymbolRange(Optional<Long> least, Optional<Long> most) {}
