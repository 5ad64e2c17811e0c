package io.github.heatmill.job.reference;

import java.util.List;

/**
 * A vector with which embeddings are compared.
 *
 * @param name the name of the class that it stands for
 * @param vector its numbers, of any length
 */
record ReferenceVector(String name, List<Float> vector) {}
