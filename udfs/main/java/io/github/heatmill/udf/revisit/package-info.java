/** Reads images of a finished run again, to draw maps over them or to mask regions. */
package io.github.heatmill.udf.revisit;
