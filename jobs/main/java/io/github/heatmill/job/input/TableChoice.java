package io.github.heatmill.job.input;

import java.util.Optional;

/**
 * A table with encoded images, as a user names it.
 *
 * @param name its URI, or its name in Spark's catalog
 * @param format of a URI
 * @param image the column that holds them; empty for the first that can
 * @param key the column that names them; empty for the usual ones
 * @param label the column that says what they show; empty for the usual one
 */
public record TableChoice(
    String name,
    String format,
    Optional<String> image,
    Optional<String> key,
    Optional<String> label) {

  /** Whether it is a URI and not a name. */
  boolean isUri() {
    return name.contains("/");
  }
}
