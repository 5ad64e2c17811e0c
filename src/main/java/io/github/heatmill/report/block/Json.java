package io.github.heatmill.report.block;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonSerializationContext;
import com.google.gson.JsonSerializer;
import java.util.Map;
import java.util.TreeMap;

/**
 * Data for the scripts of a page, written by Gson.
 *
 * <p>Gson comes with DJL and escapes HTML. Jackson, which the jobs use, comes only with Spark, on
 * which this module does not depend; and only Jackson writes manifests in their present layout.
 */
public final class Json {
  /**
   * Escapes the characters that would end the surrounding script: {@code <}, {@code >} and U+2028.
   */
  private static final Gson GSON =
      new GsonBuilder()
          .registerTypeHierarchyAdapter(
              Map.class, (JsonSerializer<Map<String, ?>>) (map, type, json) -> sorted(map, json))
          .create();

  private Json() {}

  /**
   * Writes JSON that can be embedded in a script of an HTML page.
   *
   * @param value of maps, lists, strings, and numbers that are finite
   */
  public static String of(Object value) {
    return GSON.toJson(value);
  }

  /** Maps keep no order, but equal pages are to be equal files. */
  private static JsonElement sorted(Map<String, ?> map, JsonSerializationContext json) {
    JsonObject object = new JsonObject();
    new TreeMap<>(map).forEach((name, value) -> object.add(name, json.serialize(value)));
    return object;
  }
}
