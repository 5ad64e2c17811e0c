/**
 * Benchmarks that scripts/benchmark.sh runs. Nothing here is a test: times are printed, never
 * asserted.
 */
package io.github.heatmill.benchmark;
