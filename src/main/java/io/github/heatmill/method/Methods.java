package io.github.heatmill.method;

import io.github.heatmill.registry.Registry;
import java.util.List;

/**
 * All methods by id: those of this project and those that other jars add, as {@link SaliencyMethod}
 * describes.
 */
public final class Methods {
  /** Finds methods by their ids and options. */
  public static final Registry<SaliencyMethod> REGISTRY =
      new Registry<>(SaliencyMethod.class, "method");

  private Methods() {}

  /** As {@link Registry#all}. */
  public static List<SaliencyMethod> all() {
    return REGISTRY.all();
  }

  /** As {@link Registry#named}. */
  public static SaliencyMethod method(String text) {
    return REGISTRY.named(text);
  }
}
