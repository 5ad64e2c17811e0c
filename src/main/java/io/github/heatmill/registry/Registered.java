package io.github.heatmill.registry;

import java.io.Serializable;

/**
 * What users choose by its id. Immutable.
 *
 * @param <T> what it is
 */
public interface Registered<T> extends Serializable {

  /** The name by which users ask for it, such as {@code grad-cam}; without options. */
  String name();

  /** What users may choose, and what they chose. */
  default Options options() {
    return Options.none();
  }

  /** The same, working as asked. Called only with options that {@link #options()} offers. */
  T with(Options options);

  /** The canonical name with options, such as {@code info-cam:beta=20}. */
  default String id() {
    return name() + options().suffix();
  }
}
