package io.github.heatmill.udf.function;

import java.util.List;
import java.util.ListIterator;

/** Converts lists for Spark's planner. The types mean the same in Scala 2.12 and 2.13. */
public final class ScalaLists {

  private ScalaLists() {}

  /** The same elements in the same order. */
  public static <T> scala.collection.immutable.List<T> of(List<? extends T> elements) {
    scala.collection.immutable.List<T> list = scala.collection.immutable.List$.MODULE$.<T>empty();
    ListIterator<? extends T> each = elements.listIterator(elements.size());
    while (each.hasPrevious()) {
      list = list.$colon$colon(each.previous());
    }
    return list;
  }

  /** The same elements in the same order. */
  public static <T> List<T> java(scala.collection.Iterable<T> elements) {
    java.util.ArrayList<T> list = new java.util.ArrayList<>();
    for (scala.collection.Iterator<T> each = elements.iterator(); each.hasNext(); ) {
      list.add(each.next());
    }
    return list;
  }
}
