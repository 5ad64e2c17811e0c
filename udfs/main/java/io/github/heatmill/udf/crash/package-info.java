/** How a run survives an image that ends the process which works on it. */
package io.github.heatmill.udf.crash;
