package io.github.heatmill.model.torchscript.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.UnreadableSourceException;
import io.github.heatmill.model.torchscript.syntax.Method.Parameter;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MethodParserTest {

  @Test
  void theSignatureMaySpreadOverLines() {
    Method method =
        MethodParser.method(
            """
              def _conv_forward(self: __torch__.torch.nn.modules.conv.___torch_mangle_1.Conv2d,
                input: Tensor,
                bias: Optional[Tensor]=None,
                scale: float=-1.5) -> Tuple[Tensor, int]:
                return (input, 1)
            """);
    assertThat(method.name()).isEqualTo("_conv_forward");
    assertThat(method.parameters())
        .extracting(Parameter::name)
        .containsExactly("self", "input", "bias", "scale");
    assertThat(method.parameters())
        .extracting(p -> p.type().orElseThrow().text() + p.value().map(v -> "=" + v.text()))
        .containsExactly(
            "__torch__.torch.nn.modules.conv.___torch_mangle_1.Conv2dOptional.empty",
            "TensorOptional.empty",
            "Optional[Tensor]Optional[=None]",
            "floatOptional[=(- 1.5)]");
    assertThat(method.result().orElseThrow().text()).isEqualTo("Tuple[Tensor, int]");
    assertThat(method.returnsTensor()).isFalse();
    assertThat(method.returnsAtItsEnd()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          x0 = (conv).forward(x, )            | x0 = conv.forward(x)
          _0 : Optional[Tensor] = None        | _0 : Optional[Tensor] = None
          a, b, = torch.chunk(x, 2)           | a, b, = torch.chunk(x, 2)
          a, b = (b, a)                       | a, b, = (b, a)
          a, = x                              | a, = x
          (a, b), c, = x                      | (a, b), c, = x
          self.count = torch.add(count, 1)    | self.count = torch.add(count, 1)
          x[0] = y                            | x[0] = y
          t = 1, 2                            | t = (1, 2)
          ops.prim.RaiseException("a: b")     | ops.prim.RaiseException("a: b")
          return                              | return None
          return x, y                         | return (x, y)
          pass                                | pass
          """)
  void simpleStatementsArePrintedAsRead(String text, String printed) {
    assertThat(body(text)).isEqualTo(printed);
    assertThat(body(printed)).isEqualTo(printed);
  }

  @Test
  void aStatementMaySpreadOverLinesInsideBrackets() {
    String text =
        """
        _0 = torch.batch_norm(input, weight,
          [1,
          2], "not closed ( here",
          {"k": x})
        return _0""";
    assertThat(body(text))
        .isEqualTo(
            """
            _0 = torch.batch_norm(input, weight, [1, 2], "not closed ( here", {"k": x})
            return _0""");
  }

  @Test
  void conditionsAndLoopsKeepTheirNesting() {
    String text =
        """
        if torch.gt(n, 0):
          while flag:
            for i in range(torch.len(xs)):
              x = torch.add(x, xs[i])
              if i:
                pass
              else:
                y = x
            flag = False
        else:
          if bool(n):
            x = y
        return x""";
    assertThat(body(text)).isEqualTo(text);
  }

  @Test
  void anElseBelongsToTheConditionAtItsIndentation() {
    String text =
        """
        if a:
          if b:
            x = 1
        else:
          x = 2
        return x""";
    Method method = method(text);
    Statement.If outer = (Statement.If) method.body().get(0);
    assertThat(outer.no()).hasSize(1);
    assertThat(((Statement.If) outer.yes().get(0)).no()).isEmpty();
    assertThat(body(text)).isEqualTo(text);
  }

  @Test
  void assignedNamesAreThoseOfNestedStatementsToo() {
    Method method =
        method(
            """
            a, b, = x
            self.seen = a
            for i in range(2):
              c = i
              if c:
                d = c
            return d""");
    assertThat(method.locals()).containsExactly("self", "x", "a", "b", "i", "c", "d");
  }

  @Test
  void aContextHoldsItsStatements() {
    String text = "with _0:\n  x = 1\nreturn x";
    Statement.With context = (Statement.With) method(text).body().get(0);
    assertThat(context.context().text()).isEqualTo("_0");
    assertThat(context.body()).hasSize(1);
    assertThat(body(text)).isEqualTo(text);
  }

  @Test
  void aReturnInTheMiddleIsNoticed() {
    assertThat(method("if a:\n  return x\nreturn a").returnsAtItsEnd()).isFalse();
    assertThat(method("x = a").returnsAtItsEnd()).isFalse();
    assertThat(method("x = a\nreturn x").returnsAtItsEnd()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x += 1",
        "x -= y",
        "assert x",
        "raise x",
        "with torch.no_grad() as y:\n  x = 1",
        "if a:\n  x = 1\nelif b:\n  x = 2",
        "x = y = z",
        "del x",
        "x = lambda a: a",
        "for i, j in x:\n  pass",
        "x := 1",
        "x = 1; y = 2",
        "x = y  # why",
        "@f"
      })
  void unknownSyntaxIsRefusedAndNeverGuessed(String text) {
    assertThatThrownBy(() -> method(text)).isInstanceOf(UnreadableSourceException.class);
  }

  private static Method method(String body) {
    return MethodParser.method("  def forward(self: Net, x: Tensor) -> Tensor:\n" + body.indent(4));
  }

  private static String body(String text) {
    return method(text).body().stream()
        .flatMap(statement -> statement.lines().stream())
        .collect(Collectors.joining("\n"));
  }
}
