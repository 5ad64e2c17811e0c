/** Images in the rows of tables. */
package io.github.heatmill.job.input.table;
