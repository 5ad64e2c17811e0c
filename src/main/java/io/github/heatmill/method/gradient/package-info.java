/** Methods that weigh activations by derivatives. One class a method. */
package io.github.heatmill.method.gradient;
