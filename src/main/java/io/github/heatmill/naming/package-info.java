/** Suggests known names, and finds secrets in URLs. */
package io.github.heatmill.naming;
