/** What the numbers mean that a network returns, and where they are in what it returns. */
package io.github.heatmill.model.output;
