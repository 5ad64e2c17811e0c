/**
 * Plans {@code explain(image, method)} in a query: the function, the optimiser rules, and the
 * physical operator.
 */
package io.github.heatmill.udf.sql;
