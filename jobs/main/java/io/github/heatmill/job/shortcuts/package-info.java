/** {@code heatmill shortcuts}: classes that are recognised by something else than the object. */
package io.github.heatmill.job.shortcuts;
