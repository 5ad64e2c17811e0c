/** The folder of a run: its tables and their pieces, and what is needed to go on with it. */
package io.github.heatmill.job.output;
