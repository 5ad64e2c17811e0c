/** Finds the image that a file means which names it in another spelling. */
package io.github.heatmill.udf.match;
