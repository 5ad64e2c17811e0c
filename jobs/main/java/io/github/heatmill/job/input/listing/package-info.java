/** Lists the files of a dataset, and accounts for every entry of its folders. */
package io.github.heatmill.job.input.listing;
