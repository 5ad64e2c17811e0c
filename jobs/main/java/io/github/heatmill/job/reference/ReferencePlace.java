package io.github.heatmill.job.reference;

import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * A place with references, and the name that the user gives to the only one there.
 *
 * @param place the URI of an image, a folder or a table, or {@code TABLE#ROW}
 */
record ReferencePlace(Optional<String> name, String place) {
  private static final char NAMED = '=';
  private static final String NO_NAME = ".*[/:#].*";

  /** Reads {@code PLACE} or {@code NAME=PLACE}; a name holds no slash, colon or number sign. */
  static ReferencePlace of(String text) {
    int at = text.indexOf(NAMED);
    return at <= 0 || text.substring(0, at).matches(NO_NAME)
        ? new ReferencePlace(Optional.empty(), text)
        : new ReferencePlace(Optional.of(text.substring(0, at)), text.substring(at + 1));
  }

  /** The same place, below a folder if it is relative. */
  ReferencePlace in(Path folder) {
    return new ReferencePlace(name, new Path(folder, place).toString());
  }

  /** The form on the command line. */
  @Override
  public String toString() {
    return name.map(given -> given + NAMED + place).orElse(place);
  }
}
