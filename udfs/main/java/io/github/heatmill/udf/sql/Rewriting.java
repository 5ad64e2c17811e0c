package io.github.heatmill.udf.sql;

import java.util.Optional;
import java.util.function.Function;
import scala.Function1;
import scala.runtime.AbstractPartialFunction;

/** Replaces some nodes of a tree, for Spark, whose trees take functions of Scala. */
final class Rewriting<T> extends AbstractPartialFunction<T, T> {
  private final Function<T, Optional<? extends T>> replacement;

  /**
   * A rule.
   *
   * @param replacement what comes instead of a node; empty where it stays
   */
  Rewriting(Function<T, Optional<? extends T>> replacement) {
    this.replacement = replacement;
  }

  @Override
  public boolean isDefinedAt(T node) {
    return replacement.apply(node).isPresent();
  }

  @Override
  @SuppressWarnings("unchecked") // B is above the type that the function gives.
  public <A extends T, B> B applyOrElse(A node, Function1<A, B> otherwise) {
    Optional<? extends T> found = replacement.apply(node);
    return found.isPresent() ? (B) found.get() : otherwise.apply(node);
  }
}
