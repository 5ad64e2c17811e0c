package io.github.heatmill.udf.image;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;

/**
 * Places that the files of a finished run name: of its network, its images and its ground truth. A
 * run may come from a stranger, so its files must not make this process call a web server. Files
 * that are read pass the same checks as those that the user names.
 */
public final class RecordedPlace {
  private static final Set<String> WEB =
      Set.of("http", "https", "ftp", "sftp", "webhdfs", "swebhdfs");

  private RecordedPlace() {}

  /**
   * Why a place must not be read unless the user names it.
   *
   * @return none if it may be read
   */
  public static Optional<String> problem(String place) {
    String scheme = new Path(place).toUri().getScheme();
    return scheme != null && WEB.contains(scheme.toLowerCase(Locale.ROOT))
        ? Optional.of(
            "Web address named by a run is not read: "
                + place
                + " (say where it is with --model, --images or --annotations)")
        : Optional.empty();
  }

  /**
   * Returns the place.
   *
   * @throws IllegalArgumentException if it must not be read
   */
  public static String readable(String place) {
    problem(place)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    return place;
  }
}
