/** {@code heatmill compare}: compares two runs over the same images. */
package io.github.heatmill.job.compare;
