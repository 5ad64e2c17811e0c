/**
 * Elements of a page that people read: one HTML file with everything in it, which opens from disk,
 * asks for nothing else, and prints.
 */
package io.github.heatmill.report;
