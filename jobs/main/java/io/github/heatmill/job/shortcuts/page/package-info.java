/** The page of a search for shortcuts. */
package io.github.heatmill.job.shortcuts.page;
