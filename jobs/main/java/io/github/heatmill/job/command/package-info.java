/** The commands: they turn options into settings, run an action, and print its result. */
package io.github.heatmill.job.command;
