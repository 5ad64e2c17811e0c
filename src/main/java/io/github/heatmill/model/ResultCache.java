package io.github.heatmill.model;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What one method has computed of some evidence and another can use, so that the same work is not
 * done twice. Lives as long as the evidence; one thread at a time.
 */
public final class ResultCache {
  private final Map<Object, Object> results = new HashMap<>();

  /**
   * What was computed under a key before, or else what {@code compute} gives now.
   *
   * @param key a record that names the computation and all that it depends on
   * @param type what the computation gives
   */
  public <T> T once(Record key, Class<T> type, Supplier<T> compute) {
    Object value = results.get(key);
    if (value == null) {
      value = compute.get();
      results.put(key, value);
    }
    return type.cast(value);
  }
}
