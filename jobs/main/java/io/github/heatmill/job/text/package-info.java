/** The results of jobs as text for a terminal. */
package io.github.heatmill.job.text;
