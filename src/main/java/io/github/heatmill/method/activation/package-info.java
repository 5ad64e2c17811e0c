/** Methods that look at activations alone, and the chance baseline. One class a method. */
package io.github.heatmill.method.activation;
