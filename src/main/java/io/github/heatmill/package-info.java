/** Explains single images on one machine, without Spark. */
package io.github.heatmill;
