package io.github.heatmill.udf.request;

import java.io.Serializable;

/**
 * What executors are asked to do.
 *
 * @param model the network
 * @param work what is asked of every image
 */
public record ExecutorRequest(SharedModel model, ExplainSpec work) implements Serializable {}
