/** Suggests known names, and finds secrets in the names of places. */
package io.github.heatmill.naming;
