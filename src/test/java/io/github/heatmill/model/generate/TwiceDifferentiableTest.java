package io.github.heatmill.model.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Attribute;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Keyword;
import io.github.heatmill.model.program.Expression.Literal;
import io.github.heatmill.model.program.Expression.Name;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.Statement.Assign;
import java.util.List;
import org.junit.jupiter.api.Test;

class TwiceDifferentiableTest {
  @Test
  void attentionBecomesAttentionInStepsWithTheSameArguments() {
    Expression attention =
        called(
            "scaled_dot_product_attention",
            new Name("q"),
            new Name("k"),
            new Name("v"),
            new Keyword("scale", new Literal("0.5")));
    Statement inside = Assign.of("y", called("relu", attention));

    assertThat(TwiceDifferentiable.of(List.of(inside)))
        .flatExtracting(Statement::lines)
        .containsExactly(
            "y = torch.relu(torch._scaled_dot_product_attention_math(q, k, v, scale=0.5)[0])");
  }

  @Test
  void statementsWithoutAttentionStayEqual() {
    List<Statement> statements = List.of(Assign.of("y", called("relu", new Name("x"))));

    assertThat(TwiceDifferentiable.of(statements)).isEqualTo(statements);
  }

  private static Expression called(String operator, Expression... arguments) {
    return new Call(new Attribute(new Name("torch"), operator), List.of(arguments));
  }
}
