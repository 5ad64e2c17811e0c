/** Tests of the README and of the pages in docs/: their commands, queries, tables and links. */
package io.github.heatmill.job.page;
