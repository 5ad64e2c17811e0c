/** The commands that list what there is: layers, methods, metrics. */
package io.github.heatmill.job.list;
