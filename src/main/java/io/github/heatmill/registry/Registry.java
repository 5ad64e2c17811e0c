package io.github.heatmill.registry;

import io.github.heatmill.naming.ClosestNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Finds all methods, or all metrics, by id: those of this project and those of any other jar on the
 * class path that names a class with a constructor without arguments in {@code META-INF/services/},
 * in a file that is called like the type.
 *
 * @param type the interface of the entries
 * @param kind the word for one entry in messages and on the command line, such as {@code method}
 * @param <T> the type of the entries
 */
public record Registry<T extends Registered<T>>(Class<T> type, String kind) {
  private static final int SUGGESTIONS = 3;

  /**
   * All entries with their default options, in the order of lists.
   *
   * @throws IllegalArgumentException if a jar names a class of another type, or two entries share
   *     an id
   */
  public List<T> all() {
    List<T> all = new ArrayList<>();
    try {
      ServiceLoader.load(type).forEach(all::add);
    } catch (ServiceConfigurationError e) {
      throw new IllegalArgumentException("Invalid " + kind + ": " + e.getMessage(), e);
    }
    for (int i = 0; i < all.size(); i++) {
      T later = all.get(i);
      with(later.name(), all.subList(0, i))
          .ifPresent(
              earlier -> {
                throw new IllegalArgumentException(
                    String.format(
                        "Two %ss have the id %s: %s and %s",
                        kind,
                        later.name(),
                        earlier.getClass().getName(),
                        later.getClass().getName()));
              });
    }
    return all;
  }

  /**
   * The entry for {@code ID} or {@code ID:OPTIONS}.
   *
   * @throws IllegalArgumentException if there is none, naming the closest; or if an option is
   *     unknown, naming those that are known
   */
  public T named(String text) {
    int colon = text.indexOf(':');
    String id = colon < 0 ? text : text.substring(0, colon);
    List<T> all = all();
    T found = with(id, all).orElseThrow(() -> new IllegalArgumentException(unknown(id, all)));
    return colon < 0 ? found : found.with(found.options().read(id, text.substring(colon + 1)));
  }

  private Optional<T> with(String id, List<T> among) {
    return among.stream().filter(each -> each.name().equals(id)).findFirst();
  }

  private String unknown(String id, List<T> all) {
    List<String> known = all.stream().map(T::name).toList();
    return "Unknown "
        + kind
        + ": "
        + id
        + " (closest: "
        + String.join(", ", ClosestNames.of(id, known, SUGGESTIONS))
        + "; heatmill "
        + kind
        + "s lists all)";
  }
}
