/**
 * The requests that the driver sends to executors: network, layers and methods, target, metrics.
 */
package io.github.heatmill.udf.request;
