package io.github.heatmill.report;

import com.google.gson.Gson;

/** Data for the scripts of a page. */
final class Json {
  /** Escapes what would end the script that it stands in: {@code <}, {@code >} and U+2028. */
  private static final Gson GSON = new Gson();

  private Json() {}

  /**
   * As JSON that may stand in a script of HTML.
   *
   * @param value of maps, lists, strings, and numbers that are finite
   */
  static String of(Object value) {
    return GSON.toJson(value);
  }
}
