package io.github.heatmill.model.file;

import java.util.Optional;

/**
 * Where a network is, such as {@code net.pt2#detector}.
 *
 * @param file the file, or a folder with one
 * @param modelName which of several networks in the file; empty if none was named
 */
public record NetworkPlace(String file, Optional<String> modelName) {
  /** What stands before the name of a network. */
  public static final String SEPARATOR = "#";

  /**
   * Takes the name of a network off.
   *
   * @param exists whether a file of exactly this name exists; then {@code #} is part of its name
   */
  public static NetworkPlace of(String source, boolean exists) {
    int separator = source.lastIndexOf(SEPARATOR);
    return separator <= 0 || exists
        ? new NetworkPlace(source, Optional.empty())
        : new NetworkPlace(
            source.substring(0, separator), Optional.of(source.substring(separator + 1)));
  }
}
