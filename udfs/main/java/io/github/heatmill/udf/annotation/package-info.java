/** Looks up the annotation of an image on an executor. */
package io.github.heatmill.udf.annotation;
