/**
 * Whether an explanation can be trusted: metrics of maps, alone, against ground truth, and against
 * the network. They do not know which method made a map.
 */
package io.github.heatmill.metric;
