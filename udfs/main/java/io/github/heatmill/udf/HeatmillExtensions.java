package io.github.heatmill.udf;

import io.github.heatmill.udf.function.FunctionBuilder;
import io.github.heatmill.udf.function.FunctionExpression;
import io.github.heatmill.udf.function.FunctionInfo;
import io.github.heatmill.udf.function.ScalaLists;
import io.github.heatmill.udf.function.SqlFunction;
import io.github.heatmill.udf.function.SqlFunctions;
import io.github.heatmill.udf.function.manymaps.MapAggregate;
import io.github.heatmill.udf.function.manymaps.MapStatistic;
import io.github.heatmill.udf.sql.ExplainFunction;
import io.github.heatmill.udf.sql.ExplainStrategy;
import io.github.heatmill.udf.sql.ExtractExplain;
import io.github.heatmill.udf.sql.PruneExplain;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import scala.Function1;
import scala.Tuple3;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Registers Heatmill's SQL functions in every session, by a setting alone:
 *
 * <pre>{@code spark.sql.extensions=io.github.heatmill.udf.HeatmillExtensions}</pre>
 */
public final class HeatmillExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
  private static final String SCALAR = "misc_funcs";
  private static final String AGGREGATE = "agg_funcs";

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    for (SqlFunction function : SqlFunctions.all()) {
      FunctionInfo info = function.card().info();
      ExpressionInfo described = info.describedAs(FunctionExpression.class, SCALAR);
      inject(extensions, info, described, new FunctionBuilder(function)::call);
    }
    for (MapStatistic statistic : MapStatistic.values()) {
      ExpressionInfo described = statistic.info().describedAs(MapAggregate.class, AGGREGATE);
      inject(extensions, statistic.info(), described, h -> new MapAggregate(statistic, h));
    }
    ExpressionInfo described = ExplainFunction.info().describedAs(ExplainFunction.class, SCALAR);
    inject(extensions, ExplainFunction.info(), described, ExplainFunction::new);
    extensions.injectPlanNormalizationRule(session -> new ExtractExplain());
    extensions.injectOptimizerRule(session -> new PruneExplain());
    extensions.injectPlannerStrategy(session -> new ExplainStrategy());
    return BoxedUnit.UNIT;
  }

  /**
   * Registers one function. Types are raw because a sequence of expressions has different types in
   * Scala 2.12 and 2.13.
   */
  @SuppressWarnings({"rawtypes", "unchecked"})
  private static void inject(
      SparkSessionExtensions extensions,
      FunctionInfo info,
      ExpressionInfo described,
      Function<List<Expression>, Expression> builder) {
    Function1<scala.collection.Iterable<Expression>, Expression> call =
        given -> builder.apply(ScalaLists.java(given));
    extensions.injectFunction((Tuple3) new Tuple3<>(info.identifier(), described, call));
  }
}
