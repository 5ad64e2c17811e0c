/**
 * Summaries of metrics over many images: means, pooled numbers, comparisons with chance, and
 * bootstrap intervals. Images are added one after the other; no dataset is held in memory.
 */
package io.github.heatmill.metric.summary;
