package io.github.heatmill.udf.sql;

import io.github.heatmill.udf.function.ScalaLists;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.rules.Rule;

/**
 * Removes answers that are not read, and moves conditions on other columns below the explanation,
 * so that fewer images are explained.
 */
public final class PruneExplain extends Rule<LogicalPlan> {

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return plan.transformUp(new Rewriting<>(PruneExplain::pruned));
  }

  private static Optional<LogicalPlan> pruned(LogicalPlan operator) {
    List<LogicalPlan> children = ScalaLists.java(operator.children());
    if (children.size() != 1 || !(children.get(0) instanceof ExplainImages explain)) {
      return Optional.empty();
    }
    if (operator instanceof Project || operator instanceof Aggregate) {
      LogicalPlan less = explain.reading(operator.references());
      boolean same = less.output().size() == explain.output().size();
      return same
          ? Optional.empty()
          : Optional.of(operator.withNewChildren(ScalaLists.of(List.of(less))));
    }
    return operator instanceof Filter filter ? pushed(filter, explain) : Optional.empty();
  }

  private static Optional<LogicalPlan> pushed(Filter filter, ExplainImages explain) {
    List<Expression> above = new ArrayList<>();
    List<Expression> below = new ArrayList<>();
    for (Expression condition : conjuncts(filter.condition())) {
      boolean stays = explain.isReadBy(condition) || !condition.deterministic();
      (stays ? above : below).add(condition);
    }
    if (below.isEmpty()) {
      return Optional.empty();
    }
    LogicalPlan less = new Filter(all(below), explain.child());
    LogicalPlan explained = explain.withNewChildren(ScalaLists.of(List.of(less)));
    return Optional.of(above.isEmpty() ? explained : new Filter(all(above), explained));
  }

  private static List<Expression> conjuncts(Expression condition) {
    if (!(condition instanceof And and)) {
      return List.of(condition);
    }
    List<Expression> both = new ArrayList<>(conjuncts(and.left()));
    both.addAll(conjuncts(and.right()));
    return both;
  }

  private static Expression all(List<Expression> conditions) {
    return conditions.stream().reduce(And::new).orElseThrow();
  }
}
