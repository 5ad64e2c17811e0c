package io.github.heatmill.model.torchscript;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.model.output.ProgramEnd;
import io.github.heatmill.model.output.ProgramEnd.Last;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the text of saved networks shows of their outputs; {@code ;} stands for a new line. */
class ProgramHintsTest {
  private static final String MODULES =
      """
      class Sig(Module):
        __parameters__ = []
        training : bool
        def forward(self: __torch__.Sig, x: Tensor) -> Tensor:
          return torch.sigmoid(x)
        def other(self: __torch__.Sig, x: Tensor) -> Tensor:
          return x
      class Head(Module):
        __parameters__ = []
        training : bool
        sig : __torch__.Sig
        def forward(self: __torch__.Head, x: Tensor) -> Tensor:
          if self.training:
            y = x
          else:
            sig = self.sig
            y = (sig).forward(torch.relu(x), )
          return torch.squeeze(y)
      class Out(NamedTuple):
        first : Tensor
        second : Tensor
      def scale(v: Tensor, how: int=1) -> Tensor:
        if torch.eq(how, 1):
          r = torch.softmax(v, 1)
        else:
          r = torch.sigmoid(v)
        return r
      def drop(v: Tensor, p: float=0.5, training: bool=True) -> Tensor:
        if training:
          v0 = torch.mul(v, torch.bernoulli(torch.full_like(v, p)))
        else:
          v0 = v
        return v0
      """;

  @TempDir Path folder;

  private NetworkFile network(String body) {
    String net =
        """
        class Net(Module):
          __parameters__ = []
          training : bool
          sig : __torch__.Sig
          head : __torch__.Head
          def forward(self: __torch__.Net, x: Tensor) -> Tensor:
        """;
    return SavedText.file(folder, MODULES + net + body.replace(";", "\n").indent(4));
  }

  private ProgramEnd end(String body, String... path) {
    return network(body.replaceAll(" *; ?", ";")).hints(Arrays.asList(path)).end();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SIGMOID     | return torch.sigmoid(x)
          SIGMOID     | return torch.hardsigmoid_(x)
          SIGMOID     | return torch.reshape(torch.sigmoid(x), [-1, 3])
          SIGMOID     | y = torch.sigmoid(x); z = torch.flatten(y, 1); return torch.to(z, 6)
          SIGMOID     | y = torch.slice(torch.sigmoid(x), 1, 0, 2); return torch.mul(y, 1)
          SIGMOID     | y = torch.squeeze(x); _0 = torch.sigmoid_(y); return y
          SIGMOID     | return torch.cat([torch.sigmoid(x), torch.sigmoid(torch.neg(x))], 1)
          SIGMOID     | a = torch.sigmoid(x); l = [a, a]; return torch.stack(l, 1)
          SIGMOID     | return torch.clamp(torch.sigmoid(x), 0.001, 0.999)
          SIGMOID     | return torch.exp(torch.log_sigmoid(x))
          SIGMOID     | a, b = torch.chunk(torch.sigmoid(x), 2, 1); return b
          SIGMOID     | return annotate(Tensor, torch.sigmoid(x))
          SIGMOID     | return (self.sig).forward(x, )
          SIGMOID     | s = self.sig; y = (s).forward(x, ); return torch.flatten(y, 1)
          SIGMOID     | return (self.head).forward(x, )
          SIGMOID     | return __torch__.scale(x, 2, )
          SIGMOID     | f = __torch__.scale; return f(x, how=0)
          SIGMOID     | n = torch.len(torch.size(x)); if torch.gt(n, 2):;  y = torch.sigmoid(x); else:;  y = torch.sigmoid(torch.neg(x)); return y
          SIGMOID     | if self.training:;  y = x; else:;  y = torch.sigmoid(x); return y
          SOFTMAX     | return torch.softmax(x, 1)
          SOFTMAX     | return torch.softmax(torch.sigmoid(x), 1, 6)
          SOFTMAX     | return torch.exp(torch.log_softmax(x, 1))
          SOFTMAX     | return __torch__.scale(x)
          LOG_SOFTMAX | return torch.log_softmax(x, 1)
          LOG_SOFTMAX | return torch.log(torch.clamp_min(torch.softmax(x, 1), 9.9999999999999995e-08))
          LOG_SIGMOID | return torch.log_sigmoid(x)
          LIMIT       | return torch.clamp(x, 0, 1)
          LIMIT       | return torch.hardtanh(x, 0., 1.)
          SCALED      | return torch.mul(torch.sigmoid(x), 100)
          SCALED      | return torch.mul(CONSTANTS.c0, torch.softmax(x, 1))
          SCALED      | y = torch.sigmoid(x); _0 = torch.mul_(y, 3); return y
          SCALED      | return torch.div(torch.sigmoid(x), 2.)
          """)
  void theLastOperatorIsFound(Last last, String body) {
    assertThat(end(body).last()).isEqualTo(last);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          return x
          return torch.relu(torch.sigmoid(x))
          return torch.mul(torch.sigmoid(x), x)
          return torch.rsub(torch.sigmoid(x), 1)
          return torch.div(2, torch.sigmoid(x))
          return torch.clamp(x, 0, 2)
          return torch.exp(x)
          return torch.cat([torch.sigmoid(x), x], 1)
          return (self.sig).other(x, )
          y = torch.sigmoid(x); _0 = torch.add_(y, 3); return y
          y = torch.sigmoid(x); _0 = torch.copy_(torch.select(y, 1, 0), x); return y
          n = torch.len(torch.size(x)); if torch.gt(n, 2):;  y = torch.sigmoid(x); else:;  y = x; return y
          y = torch.sigmoid(x); for i in range(3):;  y = torch.neg(y); return y
          l = annotate(List[Tensor], []); _0 = torch.append(l, torch.sigmoid(x)); return torch.cat(l, 1)
          """)
  void otherOperatorsShowNothing(String body) {
    assertThat(end(body)).isEqualTo(ProgramEnd.UNKNOWN);
  }

  @Test
  void thePartWithTheScoresDecides() {
    String tuple = "return (x, torch.sigmoid(x), {\"a\": torch.softmax(x, 1), \"b/c\": [x]})";
    assertThat(end(tuple).last()).isEqualTo(Last.OTHER);
    assertThat(end(tuple, "1").last()).isEqualTo(Last.SIGMOID);
    assertThat(end(tuple, "2", "a").last()).isEqualTo(Last.SOFTMAX);
    assertThat(end(tuple, "2", "d").last()).isEqualTo(Last.OTHER);
    assertThat(end(tuple, "3").last()).isEqualTo(Last.OTHER);
    assertThat(end("return {\"b/c\": torch.sigmoid(x)}", "b", "c").last()).isEqualTo(Last.SIGMOID);
    assertThat(end("return __torch__.Out(x, torch.sigmoid(x))", "1").last())
        .isEqualTo(Last.SIGMOID);
    String set =
        "d = annotate(Dict[str, Tensor], {}); _0 = torch._set_item(d, \"a\", torch.sigmoid(x));"
            + " _1 = torch._set_item(d, \"b\", x); return d";
    assertThat(end(set, "a").last()).isEqualTo(Last.SIGMOID);
    assertThat(end(set, "b").last()).isEqualTo(Last.OTHER);
  }

  @Test
  void theEndNamesItsOperator() {
    assertThat(end("return torch.hardsigmoid(x)").text())
        .isEqualTo("the program ends in torch.hardsigmoid");
    assertThat(end("return torch.exp(torch.log_softmax(x, 1))").text())
        .isEqualTo("the program ends in torch.exp of torch.log_softmax");
    assertThat(end("return torch.mul(torch.sigmoid(x), 100)").text())
        .isEqualTo("the program ends in torch.mul of torch.sigmoid and a constant");
    assertThat(end("return torch.clamp_(x, 0, 1)").text())
        .isEqualTo("the program ends in torch.clamp to 0..1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          torch.rand_like | return torch.add(x, torch.rand_like(x))
          torch.bernoulli | return __torch__.drop(x, 0.1, True, )
          torch.bernoulli | return __torch__.drop(x)
          torch.multinomial | return torch.multinomial(x, 1)
          torch.dropout | n = torch.gt(torch.len(torch.size(x)), 2); return torch.dropout(x, 0.1, n)
          torch.uniform_ | if torch.gt(torch.len(torch.size(x)), 2):;  y = torch.uniform_(x); else:;  y = x; return y
          """)
  void randomOperatorsAreFound(String operator, String body) {
    assertThat(network(body.replaceAll(" *; ?", ";")).hints(List.of()).random())
        .containsExactly(operator);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          return torch.dropout(x, 0.5, False)
          return torch.dropout(x, 0.5, self.training)
          return __torch__.drop(x, 0.1, False, )
          return __torch__.drop(x, 0.1, self.training, )
          if self.training:;  y = torch.bernoulli(x); else:;  y = x; return y
          return torch.relu(x)
          """)
  void whatDoesNotRunInEvaluationModeIsNotRandom(String body) {
    assertThat(network(body.replaceAll(" *; ?", ";")).hints(List.of()).random()).isEmpty();
  }
}
