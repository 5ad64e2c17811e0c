package io.github.heatmill.model.exported.write;

import io.github.heatmill.model.exported.archive.ExportedTensor;

/**
 * A tensor of the network.
 *
 * @param name of the attribute that holds it; an identifier
 * @param learned whether it is a parameter, and no buffer or constant
 * @param tensor the place of its values
 */
public record NetworkAttribute(String name, boolean learned, ExportedTensor tensor) {}
