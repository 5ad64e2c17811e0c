/** {@code heatmill shortcuts}: finds classes that the network may recognise by a shortcut. */
package io.github.heatmill.job.shortcuts;
