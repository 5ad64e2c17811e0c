/**
 * Methods that ask what comes after the layer again, and never what comes before. One class a
 * method.
 */
package io.github.heatmill.method.head;
