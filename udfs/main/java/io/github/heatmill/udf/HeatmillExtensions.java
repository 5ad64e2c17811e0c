package io.github.heatmill.udf;

import io.github.heatmill.udf.explain.ExplainFunction;
import io.github.heatmill.udf.explain.ExplainStrategy;
import io.github.heatmill.udf.explain.ExtractExplain;
import io.github.heatmill.udf.explain.PruneExplain;
import io.github.heatmill.udf.function.FunctionBuilder;
import io.github.heatmill.udf.function.FunctionExpression;
import io.github.heatmill.udf.function.ScalaLists;
import io.github.heatmill.udf.function.SqlFunctions;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import scala.Function1;
import scala.Tuple3;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Makes Heatmill's functions known to every session, with no code:
 *
 * <pre>{@code spark.sql.extensions=io.github.heatmill.udf.HeatmillExtensions}</pre>
 */
public final class HeatmillExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
  private static final String SCALAR = "misc_funcs";

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    SqlFunctions.all()
        .forEach(
            function ->
                inject(
                    extensions,
                    function.card().info().identifier(),
                    function.card().info().describedAs(FunctionExpression.class, SCALAR),
                    new FunctionBuilder(function)::call));
    inject(
        extensions,
        ExplainFunction.info().identifier(),
        ExplainFunction.info().describedAs(ExplainFunction.class, SCALAR),
        ExplainFunction::new);
    extensions.injectPlanNormalizationRule(session -> new ExtractExplain());
    extensions.injectOptimizerRule(session -> new PruneExplain());
    extensions.injectPlannerStrategy(session -> new ExplainStrategy());
    return BoxedUnit.UNIT;
  }

  /** Raw, since Scala 2.12 and 2.13 mean different types by a sequence of expressions. */
  @SuppressWarnings({"rawtypes", "unchecked"})
  private static void inject(
      SparkSessionExtensions extensions,
      FunctionIdentifier name,
      ExpressionInfo info,
      Function<List<Expression>, Expression> builder) {
    Function1<scala.collection.Iterable<Expression>, Expression> call =
        given -> builder.apply(ScalaLists.java(given));
    extensions.injectFunction((Tuple3) new Tuple3<>(name, info, call));
  }
}
