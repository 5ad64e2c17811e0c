package io.github.heatmill.udf.sql;

import io.github.heatmill.udf.function.ScalaLists;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/**
 * Logical operator that explains the image in a column of each row and adds the answers as columns.
 */
public final class ExplainImages extends LogicalPlan {
  private static final long serialVersionUID = 1L;

  private final Attribute image;
  private final ExplainRequest request;
  private final scala.collection.Iterable<Attribute> answers;
  private final LogicalPlan child;

  /**
   * Creates the operator. Public because Spark copies plans by reflection.
   *
   * @param image the column with encoded images
   * @param answers the added columns, one per method of the request
   */
  public ExplainImages(
      Attribute image,
      ExplainRequest request,
      scala.collection.Iterable<Attribute> answers,
      LogicalPlan child) {
    this.image = image;
    this.request = request;
    this.answers = answers;
    this.child = child;
  }

  Attribute image() {
    return image;
  }

  ExplainRequest request() {
    return request;
  }

  scala.collection.Iterable<Attribute> answers() {
    return answers;
  }

  LogicalPlan child() {
    return child;
  }

  /** The same operator with only those answers that are read; its child if none is read. */
  LogicalPlan reading(AttributeSet read) {
    List<Attribute> kept = new ArrayList<>();
    List<String> methods = new ArrayList<>();
    List<Attribute> all = ScalaLists.java(answers);
    for (int i = 0; i < all.size(); i++) {
      if (read.contains(all.get(i))) {
        kept.add(all.get(i));
        methods.add(request.methods().get(i));
      }
    }
    return kept.isEmpty()
        ? child
        : new ExplainImages(
            image, new ExplainRequest(request.settings(), methods), ScalaLists.of(kept), child);
  }

  /** Whether an expression reads an answer. */
  boolean isReadBy(Expression expression) {
    return ScalaLists.java(answers).stream().anyMatch(expression.references()::contains);
  }

  @Override
  public scala.collection.immutable.Seq<Attribute> output() {
    return AnswerColumns.after(child.output(), answers);
  }

  @Override
  public AttributeSet producedAttributes() {
    return AnswerColumns.produced(answers);
  }

  @Override
  public scala.collection.immutable.Seq<LogicalPlan> children() {
    return ScalaLists.of(List.of(child));
  }

  /** Spark calls this in Scala 2.13. */
  public LogicalPlan withNewChildrenInternal(
      scala.collection.immutable.IndexedSeq<LogicalPlan> children) {
    return new ExplainImages(image, request, answers, children.head());
  }

  /** Spark calls this in Scala 2.12. */
  public LogicalPlan withNewChildrenInternal(scala.collection.IndexedSeq<LogicalPlan> children) {
    return new ExplainImages(image, request, answers, children.head());
  }

  /** The constructor arguments in their order. They define equality, and Spark rewrites them. */
  private List<Object> elements() {
    return List.of(image, request, answers, child);
  }

  @Override
  public int productArity() {
    return elements().size();
  }

  @Override
  public Object productElement(int index) {
    return elements().get(index);
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof ExplainImages;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExplainImages that && elements().equals(that.elements());
  }

  @Override
  public int hashCode() {
    return elements().hashCode();
  }
}
