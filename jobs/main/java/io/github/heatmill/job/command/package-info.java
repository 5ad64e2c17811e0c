/** The commands: their options, and their results as text. */
package io.github.heatmill.job.command;
