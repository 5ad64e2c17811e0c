/**
 * Methods that run the part of the network after the layer again. There is one class for each
 * method.
 */
package io.github.heatmill.method.head;
