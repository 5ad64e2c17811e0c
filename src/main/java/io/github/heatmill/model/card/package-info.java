/** Reads the files that describe a network's input and its classes, beside a model or inside it. */
package io.github.heatmill.model.card;
