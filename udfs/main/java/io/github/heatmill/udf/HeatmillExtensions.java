package io.github.heatmill.udf;

import io.github.heatmill.udf.function.FunctionBuilder;
import io.github.heatmill.udf.function.FunctionCard;
import io.github.heatmill.udf.function.FunctionExpression;
import io.github.heatmill.udf.function.ScalaLists;
import io.github.heatmill.udf.function.SqlFunction;
import io.github.heatmill.udf.function.SqlFunctions;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import scala.Function1;
import scala.Option;
import scala.Tuple3;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Makes Heatmill's functions known to every session, with no code:
 *
 * <pre>{@code spark.sql.extensions=io.github.heatmill.udf.HeatmillExtensions}</pre>
 */
public final class HeatmillExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    for (SqlFunction function : SqlFunctions.all()) {
      inject(
          extensions,
          function.card(),
          FunctionExpression.class,
          new FunctionBuilder(function)::call);
    }
    return BoxedUnit.UNIT;
  }

  /** Raw, since Scala 2.12 and 2.13 mean different types by a sequence of expressions. */
  @SuppressWarnings({"rawtypes", "unchecked"})
  private static void inject(
      SparkSessionExtensions extensions,
      FunctionCard card,
      Class<?> implementation,
      Function<List<Expression>, Expression> builder) {
    Function1<scala.collection.Iterable<Expression>, Expression> call =
        given -> builder.apply(ScalaLists.java(given));
    FunctionIdentifier name = new FunctionIdentifier(card.name(), Option.empty());
    extensions.injectFunction((Tuple3) new Tuple3<>(name, card.info(implementation), call));
  }
}
