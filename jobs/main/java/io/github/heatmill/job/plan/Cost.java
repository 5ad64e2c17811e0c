package io.github.heatmill.job.plan;

/**
 * What a method or a metric costs.
 *
 * @param name as tables have it
 * @param where the layers of a method; empty for a metric
 * @param known what its card says, in forward passes
 * @param seconds one image of a method, one map of a metric
 * @param images on how many it was measured
 */
public record Cost(String name, String where, String known, double seconds, int images) {}
