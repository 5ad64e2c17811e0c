package io.github.heatmill.udf.sql;

import java.util.Optional;
import java.util.function.Function;
import scala.Function1;
import scala.runtime.AbstractPartialFunction;

/** Replaces nodes of Spark's trees, which require Scala functions. */
final class Rewriting<T> extends AbstractPartialFunction<T, T> {
  private final Function<T, Optional<? extends T>> replacement;

  /**
   * Creates the function.
   *
   * @param replacement returns the replacement of a node; empty if it stays
   */
  Rewriting(Function<T, Optional<? extends T>> replacement) {
    this.replacement = replacement;
  }

  @Override
  public boolean isDefinedAt(T node) {
    return replacement.apply(node).isPresent();
  }

  @Override
  @SuppressWarnings("unchecked") // B is a supertype of the replacement.
  public <A extends T, B> B applyOrElse(A node, Function1<A, B> otherwise) {
    Optional<? extends T> found = replacement.apply(node);
    return found.isPresent() ? (B) found.get() : otherwise.apply(node);
  }
}
