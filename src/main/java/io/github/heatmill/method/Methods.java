package io.github.heatmill.method;

import io.github.heatmill.naming.ClosestNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * All methods by id: those of this project and those of any other jar on the class path that {@link
 * SaliencyMethod} tells how to add.
 */
public final class Methods {
  private static final int SUGGESTIONS = 3;

  private Methods() {}

  /**
   * Every method with its standard options, in the order in which lists show them.
   *
   * @throws IllegalArgumentException if a jar names a class that is no method, or two share an id
   */
  public static List<SaliencyMethod> all() {
    List<SaliencyMethod> methods = new ArrayList<>();
    try {
      ServiceLoader.load(SaliencyMethod.class).forEach(methods::add);
    } catch (ServiceConfigurationError e) {
      throw new IllegalArgumentException("Invalid method: " + e.getMessage(), e);
    }
    for (int i = 0; i < methods.size(); i++) {
      SaliencyMethod method = methods.get(i);
      with(method.id(), methods.subList(0, i))
          .ifPresent(
              earlier -> {
                throw new IllegalArgumentException(
                    "Two methods have the id "
                        + method.id()
                        + ": "
                        + earlier.getClass().getName()
                        + " and "
                        + method.getClass().getName());
              });
    }
    return methods;
  }

  /**
   * The method that users mean by {@code ID} or {@code ID:OPTIONS}.
   *
   * @throws IllegalArgumentException if there is none, naming the closest; or if an option is
   *     unknown, naming those that are known
   */
  public static SaliencyMethod method(String text) {
    int colon = text.indexOf(':');
    String id = colon < 0 ? text : text.substring(0, colon);
    List<SaliencyMethod> all = all();
    SaliencyMethod method =
        with(id, all).orElseThrow(() -> new IllegalArgumentException(unknown(id, all)));
    return colon < 0 ? method : method.with(method.options().read(id, text.substring(colon + 1)));
  }

  private static Optional<SaliencyMethod> with(String id, List<SaliencyMethod> methods) {
    return methods.stream().filter(method -> method.id().equals(id)).findFirst();
  }

  private static String unknown(String id, List<SaliencyMethod> all) {
    List<String> known = all.stream().map(SaliencyMethod::id).toList();
    return "Unknown method: "
        + id
        + " (closest: "
        + String.join(", ", ClosestNames.of(id, known, SUGGESTIONS))
        + "; heatmill methods lists all)";
  }
}
