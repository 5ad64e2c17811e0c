package io.github.heatmill.udf.executor;

import java.io.Serializable;

/**
 * What executors are asked to do.
 *
 * @param model the network
 * @param work what is asked of every image
 */
public record Explanation(SharedModel model, Work work) implements Serializable {}
