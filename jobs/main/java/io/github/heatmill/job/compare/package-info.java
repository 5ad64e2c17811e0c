/** {@code heatmill compare}: what two runs say of the same images. */
package io.github.heatmill.job.compare;
