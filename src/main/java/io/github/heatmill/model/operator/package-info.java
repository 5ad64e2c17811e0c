/** What saved networks may call: operators that compute and do nothing else. */
package io.github.heatmill.model.operator;
