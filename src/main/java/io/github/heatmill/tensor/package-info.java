/** Dense float32 arrays and the numerical routines that methods and metrics share. */
package io.github.heatmill.tensor;
