package io.github.heatmill.model.torchscript;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.model.file.NetworkFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text of the copy that an engine gets, for networks written by hand. */
class RepairedTextTest {
  private static final String SCALED =
      """
      def scaled(x: Tensor, mode: str="down") -> Tensor:
        if torch.eq(mode, "new"):
          y = torch.signbit(x)
        else:
          y = torch.neg(x)
        return y
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          (last).forward(__torch__.scaled(x, "up", ), )                                    | false
          (last).forward(__torch__.scaled(x, ), )                                          | false
          (last).forward(__torch__.scaled(x, mode="up", ), )                               | false
          (last).forward(__torch__.scaled(x, "new", ), )                                   | true
          (last).forward(__torch__.scaled(__torch__.scaled(x, "new", ), "up", ), )         | true
          (last).forward(__torch__.scaled(x, torch.format("{}", "new"), ), )               | true
          """)
  void aBranchOfAFunctionStaysIfSomeCallMayReachIt(String call, boolean stays) {
    String text = text("return " + call, SCALED);
    assertThat(text.contains("torch.signbit(x)")).isEqualTo(stays);
    assertThat(text).contains("def scaled(x: Tensor, mode: str=\"down\") -> Tensor:\n");
  }

  @Test
  void aFunctionThatPassesItsParameterOnIsFollowed() {
    String outer =
        """
        def outer(x: Tensor, mode: str) -> Tensor:
          f = __torch__.scaled
          return f(x, mode, )
        """;
    String call = "return (last).forward(__torch__.outer(x, \"up\", ), )";
    assertThat(text(call, SCALED + outer)).doesNotContain("signbit");
    String other = "return (last).forward(__torch__.outer(x, \"new\", ), )";
    assertThat(text(other, SCALED + outer)).contains("signbit");
  }

  @Test
  void aContextWithoutGradientsIsLeftOutAndOneOfAnUnknownClassStays() {
    String noGrad = "__torch__.torch.autograd.grad_mode.no_grad";
    String text =
        text(
            "_0 = %s.__new__(%s)\n_1 = (_0).__init__()\nwith _0:\n  y = (last).forward(x, )\nreturn y"
                .formatted(noGrad, noGrad),
            "");
    assertThat(text).contains("    y = last.forward(x)\n    return y\n").doesNotContain("no_grad");
    String own =
        "_0 = __torch__.Own.__new__(__torch__.Own)\nwith _0:\n  y = torch.neg(x)\nreturn y";
    String definition = "class Own(Module):\n  __parameters__ = []\n";
    assertThat(text(own, definition)).contains("    with _0:\n      y = torch.neg(x)\n");
  }

  @Test
  void aDeviceBecomesThatOfATensorOfTheMethod() {
    String text = text("return torch.to((last).forward(x, ), torch.device(\"mps:0\"), 6)", "");
    assertThat(text).contains("return torch.to(last.forward(x), ops.prim.device(x), 6)\n");
  }

  @Test
  void theDropoutOfPyTorchsOwnAttentionFollowsItsProbability() {
    String attention =
        """
        def multi_head_attention_forward(x: Tensor, p: float) -> Tensor:
          return torch.dropout(x, p, True)
        """;
    String call = "return (last).forward(__torch__.multi_head_attention_forward(x, 0., ), )";
    assertThat(text(call, attention)).contains(attention);
  }

  @Test
  void textWithoutAnythingToChangeStaysAsItWasSaved() {
    String body = "y = (last).forward(  x, )\nreturn torch.dropout(y, 0.5,   False)";
    assertThat(text(body, "")).contains(body.indent(4));
  }

  /** The text of the copy for listing. */
  private String text(String body, String functions) {
    NetworkFile file = SavedText.runnable(folder, body, "Tensor", functions);
    Path copy = folder.resolve("copy.pt");
    file.writeForListing(file.explainable().collect(Collectors.toSet()), copy);
    return new String(SavedText.entry(copy, "code/__torch__.py"), StandardCharsets.UTF_8);
  }
}
