/** Reads images of a finished run again, to draw maps over them or to mask regions in them. */
package io.github.heatmill.udf.revisit;
