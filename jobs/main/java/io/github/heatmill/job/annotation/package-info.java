/** Ground truth that a command names: options, and files of many images. */
package io.github.heatmill.job.annotation;
