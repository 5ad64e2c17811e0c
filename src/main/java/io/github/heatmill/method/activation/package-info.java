/**
 * Methods that use activations alone, and the chance baseline. There is one class for each method.
 */
package io.github.heatmill.method.activation;
