/**
 * What every format of saved networks gives, so that layers are listed, opened and randomised in
 * the same way whatever the file is.
 */
package io.github.heatmill.model.source;
