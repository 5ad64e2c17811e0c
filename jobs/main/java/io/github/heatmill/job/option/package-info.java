/** The options that commands share, and what was chosen by them. */
package io.github.heatmill.job.option;
