/** Settings of runs that make maps, and their checks: images, network, layers, methods, metrics. */
package io.github.heatmill.job.run;
