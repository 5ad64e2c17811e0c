package io.github.heatmill.model.card;

import java.io.IOException;
import java.util.Optional;

/** A kind of file that describes models. */
interface CardFormat {

  /** The name of the file. */
  String file();

  /**
   * Reads a file.
   *
   * @param text its content
   * @param place the other files of its place
   * @return empty if the file has this name by chance and describes no preprocessing
   * @throws IllegalArgumentException naming every value that cannot be used
   */
  Optional<Description> read(String text, CardFiles place) throws IOException;
}
