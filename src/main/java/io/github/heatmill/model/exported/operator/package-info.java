/** The ATen operators that the graph of an exported program may call. */
package io.github.heatmill.model.exported.operator;
