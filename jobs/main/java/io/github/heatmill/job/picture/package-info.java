/** Pictures of a few images of a finished run, made where the images are. */
package io.github.heatmill.job.picture;
