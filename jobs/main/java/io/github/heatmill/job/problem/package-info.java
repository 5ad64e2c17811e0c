/** What is wrong with a command, all of it at once. */
package io.github.heatmill.job.problem;
