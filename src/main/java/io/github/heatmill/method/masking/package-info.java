/**
 * Methods that run the whole network again with parts of the image hidden. There is one class for
 * each method.
 */
package io.github.heatmill.method.masking;
