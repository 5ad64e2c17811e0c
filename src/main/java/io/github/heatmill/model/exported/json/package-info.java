/**
 * Reads the JSON texts of exported programs: the graph, and the list of stored tensors. A text may
 * come from anywhere, so every value is checked before it is used.
 */
package io.github.heatmill.model.exported.json;
