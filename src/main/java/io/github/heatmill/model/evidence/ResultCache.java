package io.github.heatmill.model.evidence;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A cache for results that several methods need of the same evidence. It lives as long as the
 * evidence and is used by one thread at a time.
 */
public final class ResultCache {
  private final Map<Object, Object> results = new HashMap<>();

  /**
   * The result that is stored under a key. If there is none, it is computed and stored.
   *
   * @param key a record that names the computation and all that it depends on
   * @param type the type of the result
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
