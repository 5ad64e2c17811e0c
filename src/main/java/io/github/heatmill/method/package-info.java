/**
 * What a saliency method is, and the registry. The methods themselves live in the packages below,
 * by what they ask of the network.
 */
package io.github.heatmill.method;
