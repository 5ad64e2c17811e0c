/** Finds the operators that compute a value of a program, whatever format it was saved in. */
package io.github.heatmill.model.program.origin;
