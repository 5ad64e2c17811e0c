/**
 * Elements of an HTML report: one self-contained file that opens from disk, loads nothing else, and
 * can be printed.
 */
package io.github.heatmill.report;
