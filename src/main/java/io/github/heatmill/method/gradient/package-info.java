/** Methods that weigh activations by derivatives. There is one class for each method. */
package io.github.heatmill.method.gradient;
