/** Who writes an output folder: keeps a second job out, and tells that Heatmill has made it. */
package io.github.heatmill.job.owner;
