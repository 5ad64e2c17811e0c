package io.github.heatmill.udf.image;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Places that the files of a finished run name: of its network, its images and its ground truth. A
 * run may come from a stranger, so its files must not make this process call a web server. Files
 * that are read pass the same checks as those that the user names.
 */
public final class RecordedPlace {
  private static final Pattern WEB =
      Pattern.compile("(?:https?|s?ftp|s?webhdfs):.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private RecordedPlace() {}

  /**
   * Why a place must not be read unless the user names it.
   *
   * @return none if it may be read
   */
  public static Optional<String> problem(String place) {
    return WEB.matcher(place).matches()
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
