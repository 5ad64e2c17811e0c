/**
 * Says what a file is, by its first bytes and never by its name: an image of which format, or what
 * else.
 */
package io.github.heatmill.image.format;
