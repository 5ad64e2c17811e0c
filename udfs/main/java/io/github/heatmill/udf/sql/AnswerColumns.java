package io.github.heatmill.udf.sql;

import io.github.heatmill.udf.function.ScalaLists;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.AttributeSet$;
import org.apache.spark.sql.catalyst.expressions.Expression;

/** The columns of answers, for the logical and the physical plan. */
final class AnswerColumns {

  private AnswerColumns() {}

  /** The columns of a plan, followed by the answers. */
  static scala.collection.immutable.Seq<Attribute> after(
      scala.collection.Iterable<Attribute> columns, scala.collection.Iterable<Attribute> answers) {
    List<Attribute> all = new ArrayList<>(ScalaLists.java(columns));
    all.addAll(ScalaLists.java(answers));
    return ScalaLists.of(all);
  }

  /** The answers, as the set of columns that a plan adds. */
  static AttributeSet produced(scala.collection.Iterable<Attribute> answers) {
    return AttributeSet$.MODULE$.apply(ScalaLists.<Expression>of(ScalaLists.java(answers)));
  }
}
