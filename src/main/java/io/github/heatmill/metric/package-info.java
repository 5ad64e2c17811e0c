/**
 * Metrics that say whether an explanation can be trusted: of the map alone, against ground truth,
 * and against the network. They do not know which method made a map.
 */
package io.github.heatmill.metric;
