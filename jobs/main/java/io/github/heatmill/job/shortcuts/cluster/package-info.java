/** Clusters of the maps of each class by the place of their evidence. */
package io.github.heatmill.job.shortcuts.cluster;
