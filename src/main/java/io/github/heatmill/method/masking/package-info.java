/** Methods that ask the whole network again, with parts of the image hidden. One class a method. */
package io.github.heatmill.method.masking;
