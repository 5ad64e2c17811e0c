package io.github.heatmill.udf.sql;

import io.github.heatmill.udf.function.ScalaLists;
import java.util.List;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.SparkStrategy;

/** Plans {@link ExplainImages} as {@link ExplainImagesExec}. */
public final class ExplainStrategy extends SparkStrategy {

  @Override
  public scala.collection.immutable.Seq<SparkPlan> apply(LogicalPlan plan) {
    if (!(plan instanceof ExplainImages explain)) {
      return ScalaLists.of(List.of());
    }
    return ScalaLists.of(
        List.of(
            new ExplainImagesExec(
                explain.image(),
                explain.request(),
                explain.answers(),
                planLater(explain.child()))));
  }
}
