/** The clusters that are flagged as shortcuts, by their numbers and by masking. */
package io.github.heatmill.job.shortcuts.verdict;
