package io.github.heatmill.udf.sql;

import io.github.heatmill.udf.function.ScalaLists;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.types.Metadata;
import scala.Option;

/**
 * Moves each {@code explain(image, method)} out of its operator into an {@link ExplainImages} below
 * it. Calls for the same image share one pass through the network, even with different methods.
 * Equal calls are computed once.
 *
 * <p>The rule runs between analysis and optimisation. Afterwards a column replaces the call, so
 * that no rule of the optimiser can copy the call into several operators.
 */
public final class ExtractExplain extends Rule<LogicalPlan> {
  private static final scala.collection.immutable.Seq<String> UNQUALIFIED =
      ScalaLists.of(List.of());

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return plan.transformUpWithSubqueries(new Rewriting<>(ExtractExplain::extracted));
  }

  private static Optional<LogicalPlan> extracted(LogicalPlan operator) {
    Set<ExplainFunction> calls = calls(operator);
    List<LogicalPlan> children = ScalaLists.java(operator.children());
    if (calls.isEmpty()) {
      return Optional.empty();
    }
    if (children.size() != 1) {
      throw ExplainFunction.misplaced();
    }
    LogicalPlan below = children.get(0);
    Map<Expression, Expression> columns = new LinkedHashMap<>();
    for (Expression image : images(calls)) {
      List<ExplainFunction> same =
          calls.stream().filter(call -> call.image().equals(image)).toList();
      below = explained(below, image, same, columns);
    }
    LogicalPlan above =
        operator
            .withNewChildren(ScalaLists.of(List.of(below)))
            .transformExpressions(new Rewriting<>(e -> Optional.ofNullable(columns.get(e))));
    boolean same = above.output().size() == operator.output().size();
    return Optional.of(
        same ? above : new Project(ScalaLists.of(ScalaLists.java(operator.output())), above));
  }

  /**
   * Makes the operator that answers the calls for one image, and records the column of each call.
   */
  private static LogicalPlan explained(
      LogicalPlan below,
      Expression image,
      List<ExplainFunction> calls,
      Map<Expression, Expression> columns) {
    Attribute column;
    LogicalPlan input = below;
    if (image instanceof AttributeReference given) {
      column = given;
    } else {
      Alias named =
          new Alias(
              image,
              "image",
              NamedExpression$.MODULE$.newExprId(),
              UNQUALIFIED,
              Option.empty(),
              UNQUALIFIED);
      List<NamedExpression> all = new ArrayList<>(ScalaLists.java(below.output()));
      all.add(named);
      input = new Project(ScalaLists.of(all), below);
      column = named.toAttribute();
    }
    List<Attribute> answers = new ArrayList<>();
    for (ExplainFunction call : calls) {
      Attribute answer = answer();
      answers.add(answer);
      columns.put(call, answer);
    }
    ExplainRequest request =
        new ExplainRequest(
            ExplainFunction.settings(), calls.stream().map(ExplainFunction::method).toList());
    return new ExplainImages(column, request, ScalaLists.of(answers), input);
  }

  private static Attribute answer() {
    return new AttributeReference(
        ExplainFunction.NAME,
        Answer.TYPE,
        true /* nullable */,
        Metadata.empty(),
        NamedExpression$.MODULE$.newExprId(),
        UNQUALIFIED);
  }

  private static Set<Expression> images(Set<ExplainFunction> calls) {
    Set<Expression> images = new LinkedHashSet<>();
    calls.forEach(call -> images.add(call.image()));
    return images;
  }

  private static Set<ExplainFunction> calls(LogicalPlan operator) {
    Set<ExplainFunction> calls = new LinkedHashSet<>();
    ScalaLists.java(operator.expressions()).forEach(expression -> collect(expression, calls));
    return calls;
  }

  private static void collect(Expression expression, Set<ExplainFunction> calls) {
    if (expression instanceof ExplainFunction call) {
      calls.add(call);
    } else {
      ScalaLists.java(expression.children()).forEach(child -> collect(child, calls));
    }
  }
}
