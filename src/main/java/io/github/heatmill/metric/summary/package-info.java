/**
 * What metrics say of many images: means, what sums determine, how they compare with chance, and
 * how sure all of that is (the bootstrap). One image after the other; no dataset is held.
 */
package io.github.heatmill.metric.summary;
