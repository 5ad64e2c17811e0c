/**
 * Randomises the parameters of a saved network step by step, for the parameter randomisation test.
 */
package io.github.heatmill.model.randomise;
