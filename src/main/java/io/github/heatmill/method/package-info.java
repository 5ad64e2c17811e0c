/**
 * Saliency methods: from what a network shows at its layers to a map of where it looks. One class a
 * method.
 */
package io.github.heatmill.method;
