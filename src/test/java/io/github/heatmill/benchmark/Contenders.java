package io.github.heatmill.benchmark;

import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The measured methods: every method of the registry and every variant. Options reduce the work of
 * those that run the network hundreds of times.
 */
final class Contenders {
  private static final Map<String, String> CUT_DOWN =
      Map.of(
          "ss-cam", "ss-cam:samples=2",
          "is-cam", "is-cam:steps=4",
          "rise", "rise:masks=300",
          "opti-cam", "opti-cam:steps=20",
          "info-cam:gates", "info-cam:gates,draws=1024");

  private Contenders() {}

  /** Prints their ids, one per line. */
  public static void main(String[] arguments) {
    all().forEach(method -> System.out.println(method.id()));
  }

  /** All of them, in the order of the registry. */
  static List<SaliencyMethod> all() {
    return Methods.all().stream()
        .flatMap(
            method ->
                Stream.concat(
                    Stream.of(method.id()),
                    method.options().variants().stream()
                        .map(variant -> method.id() + ":" + variant)))
        .map(id -> Methods.method(CUT_DOWN.getOrDefault(id, id)))
        .toList();
  }
}
