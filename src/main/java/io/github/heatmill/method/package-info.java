/**
 * The interface of saliency methods and their registry. The methods themselves are in the packages
 * below, grouped by the access to the network that they need.
 */
package io.github.heatmill.method;
