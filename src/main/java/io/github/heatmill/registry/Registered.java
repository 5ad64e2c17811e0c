package io.github.heatmill.registry;

import java.io.Serializable;

/**
 * A method or metric that users choose by its id. Immutable.
 *
 * @param <T> the type, such as a method
 */
public interface Registered<T> extends Serializable {

  /** The name by which users ask for it, such as {@code grad-cam}; without options. */
  String name();

  /** The options with the user's choices. */
  default Options options() {
    return Options.none();
  }

  /**
   * The same method or metric with other options. Called only with options that {@link #options()}
   * allows.
   */
  T with(Options options);

  /** The canonical name with options, such as {@code info-cam:beta=20}. */
  default String id() {
    return name() + options().suffix();
  }
}
