/** Inlines the methods that lead to the target layers into one straight list of statements. */
package io.github.heatmill.model.torchscript.inline;
