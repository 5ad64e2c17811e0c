/** A network as one straight list of statements, which any saved format can become. */
package io.github.heatmill.model.program;
