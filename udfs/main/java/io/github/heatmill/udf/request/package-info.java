/**
 * What the driver sends to executors: the model, the layers and methods, the target, the metrics.
 */
package io.github.heatmill.udf.request;
