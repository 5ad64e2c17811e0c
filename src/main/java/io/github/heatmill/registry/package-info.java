/**
 * Methods and metrics that users choose by name, with options: those of this project and those of
 * other jars.
 */
package io.github.heatmill.registry;
