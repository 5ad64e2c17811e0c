/** What is wrong with a command, all of it at once, and why a run failed. */
package io.github.heatmill.job.problem;
