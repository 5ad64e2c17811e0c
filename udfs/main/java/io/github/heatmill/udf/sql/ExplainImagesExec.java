package io.github.heatmill.udf.sql;

import io.github.heatmill.udf.function.ScalaLists;
import java.util.List;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.types.DataType;

/**
 * Physical operator that explains the image in a column of each row and adds the answers as
 * columns.
 */
public final class ExplainImagesExec extends SparkPlan {
  private static final long serialVersionUID = 1L;

  private final transient Attribute image;
  private final ExplainRequest request;
  private final transient scala.collection.Iterable<Attribute> answers;
  private final transient SparkPlan child;

  /**
   * Creates the operator. Public because Spark copies plans by reflection.
   *
   * @param image the column with encoded images
   * @param answers the added columns, one per method of the request
   */
  public ExplainImagesExec(
      Attribute image,
      ExplainRequest request,
      scala.collection.Iterable<Attribute> answers,
      SparkPlan child) {
    this.image = image;
    this.request = request;
    this.answers = answers;
    this.child = child;
  }

  @Override
  public RDD<InternalRow> doExecute() {
    List<Attribute> columns = ScalaLists.java(child.output());
    int position = columns.stream().map(Attribute::exprId).toList().indexOf(image.exprId());
    DataType[] types =
        ScalaLists.java(output()).stream().map(Attribute::dataType).toArray(DataType[]::new);
    ExplainRows explain =
        new ExplainRows(
            request.explainer(sparkContext()),
            new ExplainRows.Columns(position, request.methods().size(), types));
    return child.execute().toJavaRDD().mapPartitions(explain, true /* partitioning */).rdd();
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
  public Partitioning outputPartitioning() {
    return child.outputPartitioning();
  }

  @Override
  public scala.collection.immutable.Seq<SparkPlan> children() {
    return ScalaLists.of(List.of(child));
  }

  /** Spark calls this in Scala 2.13. */
  public SparkPlan withNewChildrenInternal(
      scala.collection.immutable.IndexedSeq<SparkPlan> children) {
    return new ExplainImagesExec(image, request, answers, children.head());
  }

  /** Spark calls this in Scala 2.12. */
  public SparkPlan withNewChildrenInternal(scala.collection.IndexedSeq<SparkPlan> children) {
    return new ExplainImagesExec(image, request, answers, children.head());
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
    return other instanceof ExplainImagesExec;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExplainImagesExec that && elements().equals(that.elements());
  }

  @Override
  public int hashCode() {
    return elements().hashCode();
  }
}
