package io.github.heatmill.method;

import io.github.heatmill.naming.ClosestNames;
import java.util.List;

/** All methods by id. */
public final class Methods {
  private static final int SUGGESTIONS = 3;

  private static final List<SaliencyMethod> ALL =
      List.of(new GradCam(), new LayerCam(), new RandomMap());

  private Methods() {}

  /** Every method, in the order in which lists show them. */
  public static List<SaliencyMethod> all() {
    return ALL;
  }

  /**
   * The method with an id.
   *
   * @throws IllegalArgumentException if there is none, naming the closest
   */
  public static SaliencyMethod method(String id) {
    return ALL.stream()
        .filter(method -> method.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(id)));
  }

  private static String unknown(String id) {
    List<String> known = ALL.stream().map(SaliencyMethod::id).toList();
    return "Unknown method: "
        + id
        + " (closest: "
        + String.join(", ", ClosestNames.of(id, known, SUGGESTIONS))
        + "; heatmill methods lists all)";
  }
}
