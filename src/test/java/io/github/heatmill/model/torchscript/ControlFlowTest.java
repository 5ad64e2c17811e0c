package io.github.heatmill.model.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.file.NetworkFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests networks written by hand, for constructs that exported networks do not have. */
class ControlFlowTest {
  private static final String CONDITION = "it is called inside a condition or a loop";

  private static final String BLOCK =
      """
      class Block(Module):
        conv : __torch__.Leaf
        def forward(self: __torch__.Block, x: Tensor) -> Tensor:
          return (self.conv).forward(x, )
      """;

  @TempDir Path folder;

  @Test
  void aBlockThatIsCalledAgainInAConditionIsRefusedWithAllThatLiesInIt() {
    Map<String, String> layers =
        layers(
            """
            a = (self.block).forward(x, )
            if bool(torch.sum(a)):
              b = (self.block).forward(a, )
            else:
              b = a
            return (self.last).forward(b, )""");
    assertThat(layers)
        .containsEntry("block", CONDITION)
        .containsEntry("block.conv", "it lies in block and " + CONDITION)
        .containsEntry("last", "");
  }

  @Test
  void aBlockThatIsCalledTwiceIsRefusedWithAllThatLiesInIt() {
    String twice = "it is called several times in one forward pass";
    assertThat(layers("return (self.block).forward((self.block).forward(x, ), )"))
        .containsEntry("block", twice)
        .containsEntry("block.conv", twice);
  }

  @Test
  void modulesInsideALoopAreRefused() {
    Map<String, String> layers =
        layers(
            """
            a = (self.block).forward(x, )
            for i in range(3):
              a = (self.last).forward(a, )
            return a""");
    assertThat(layers).containsEntry("last", CONDITION).containsEntry("block.conv", "");
  }

  @Test
  void oneSideOfAChoiceIsRefused() {
    assertThat(layers("return (self.block).forward(x, ) if bool(x) else (self.last).forward(x, )"))
        .containsEntry("last", CONDITION)
        .containsEntry("block", CONDITION)
        .containsEntry("block.conv", "it lies in block and " + CONDITION);
  }

  @Test
  void aConditionOnAConstantIsDecided() {
    Map<String, String> layers =
        layers(
            """
            n = 2
            if torch.gt(n, 1):
              a = (self.block).forward(x, )
            else:
              a = (self.last).forward(x, )
            return a""");
    assertThat(layers).containsEntry("block", "").containsEntry("last", "no forward calls it");
  }

  @Test
  void aVariableThatALoopChangesIsNoConstant() {
    Map<String, String> layers =
        layers(
            """
            n = 0
            for i in range(3):
              n = torch.add(n, 1)
            if torch.gt(n, 1):
              a = (self.block).forward(x, )
            else:
              a = x
            return a""");
    assertThat(layers).containsEntry("block", CONDITION);
  }

  @Test
  void callsThroughTheNetworksOwnMethodsAreSeen() {
    String own =
        """
        class Net(Module):
          last : __torch__.Leaf
          def forward(self: __torch__.Net, x: Tensor) -> Tensor:
            if bool(x):
              a = (self).tail(x, )
            else:
              a = x
            return a
          def tail(self: __torch__.Net, x: Tensor) -> Tensor:
            return (self.last).forward(x, )
        """;
    assertThat(refusals(SavedText.file(folder, own))).isEqualTo(Map.of("last", CONDITION));
  }

  @Test
  void aBlockThatCannotBeReadStaysClosedAndTheRestOpens() {
    String withAssert = BLOCK.replace("    return", "    assert x\n    return");
    String net = net("return (self.last).forward((self.block).forward(x, ), )");
    assertThat(refusals(SavedText.file(folder, net + withAssert)))
        .containsEntry("block", "unexpected x")
        .containsEntry("block.conv", "it lies in block and unexpected x")
        .containsEntry("last", "");
  }

  @Test
  void aBlockThatReturnsFromItsMiddleStaysClosed() {
    String early = BLOCK.replace("    return", "    if bool(x):\n      return x\n    return");
    assertThat(refusals(SavedText.file(folder, net("return (self.block).forward(x, )") + early)))
        .containsEntry("block", "forward returns from its middle");
  }

  @Test
  void aNetworkThatReturnsADictionaryIsRefused() {
    NetworkFile file =
        SavedText.file(
            folder,
            net("return {\"out\": (self.last).forward(x, )}")
                    .replace("-> Tensor", "-> Dict[str, Tensor]")
                + BLOCK);
    assertThatThrownBy(() -> file.writeOpened(List.of("last"), folder.resolve("opened.pt")))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage(
            "Model is not a classifier: it returns Dict[str, Tensor]"
                + " (must be a Tensor, or a tuple or list that starts with one; --output-part names"
                + " one)");
  }

  private Map<String, String> layers(String body) {
    return refusals(SavedText.file(folder, net(body) + BLOCK));
  }

  private static String net(String body) {
    return """
        class Net(Module):
          block : __torch__.Block
          last : __torch__.Leaf
          def forward(self: __torch__.Net, x: Tensor) -> Tensor:
        """
        + body.indent(4);
  }

  /** Why each layer is refused; empty when it is not. */
  private static Map<String, String> refusals(NetworkFile file) {
    Map<String, String> refusals = new TreeMap<>();
    file.layers().forEach(layer -> refusals.put(layer.path(), layer.refusal().orElse("")));
    return refusals;
  }
}
