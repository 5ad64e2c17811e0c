/** The blocks of a page: texts, tables, facts and pictures. */
package io.github.heatmill.report.block;
