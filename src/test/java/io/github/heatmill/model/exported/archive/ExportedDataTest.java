package io.github.heatmill.model.exported.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.SharedData;
import io.github.heatmill.model.exported.graph.AxisSize;
import io.github.heatmill.model.exported.graph.ElementType;
import io.github.heatmill.model.exported.graph.ExportedModel;
import io.github.heatmill.model.exported.graph.Graph;
import io.github.heatmill.model.exported.graph.GraphValue;
import io.github.heatmill.model.exported.graph.InputSpec;
import io.github.heatmill.model.exported.graph.ModuleCall;
import io.github.heatmill.model.exported.graph.NamedArgument;
import io.github.heatmill.model.exported.graph.Node;
import io.github.heatmill.model.exported.graph.Structure;
import io.github.heatmill.model.exported.graph.SymbolRange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of PyTorch 2.13. The numbers come from their JSON and from torch.export.load. */
class ExportedDataTest {

  @ParameterizedTest
  @CsvSource({
    // calls, tensors, storages, values with a shape, inputs, outputs
    "autocast, 1, 9, 9, 11, 10, 1",
    "cond, 3, 9, 9, 13, 10, 1",
    "consts, 17, 11, 11, 28, 12, 1",
    "decomp, 7, 9, 9, 19, 10, 1",
    "dictout, 6, 9, 9, 16, 10, 2",
    "eval, 6, 9, 9, 16, 10, 1",
    "half, 6, 9, 9, 16, 10, 1",
    "mha, 28, 4, 4, 35, 7, 2",
    "nograd, 4, 9, 9, 14, 10, 1",
    "sdynamic, 6, 9, 9, 16, 10, 1",
    "shared, 6, 9, 9, 16, 10, 1",
    "train, 7, 9, 9, 17, 10, 1",
    "twice, 6, 6, 6, 13, 7, 1"
  })
  void everyFileIsRead(
      String name, int calls, int tensors, int storages, int shapes, int inputs, int outputs) {
    ExportedArchive archive = read(name);
    ExportedModel model = archive.model();

    assertThat(model.torchVersion()).isEqualTo("2.13.0+cpu");
    assertThat(model.opset()).contains(10);
    assertThat(model.graph().nodes()).hasSize(calls);
    assertThat(archive.tensors()).hasSize(tensors);
    assertThat(archive.tensors().values().stream().map(ExportedTensor::storage).distinct())
        .hasSize(storages);
    assertThat(model.graph().tensors()).hasSize(shapes);
    assertThat(model.inputs()).hasSize(inputs);
    assertThat(model.outputs()).hasSize(outputs);
  }

  @Test
  void valuesAreThoseThatPyTorchReads() throws IOException {
    ExportedArchive archive = read("eval");
    ExportedTensor weight = archive.tensors().get("c.weight");

    assertThat(weight)
        .isEqualTo(
            new ExportedTensor(
                "data/weights/weight_0",
                ElementType.FLOAT,
                0,
                List.of(8L, 3L, 3L, 3L),
                List.of(27L, 9L, 3L, 1L),
                216));
    try (InputStream in = archive.open(weight.storage())) {
      ByteBuffer values = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      assertThat(values.capacity()).isEqualTo(216 * 4);
      assertThat(values.getFloat()).isEqualTo(-0.15754108f);
      assertThat(values.getFloat()).isEqualTo(0.0061493763f);
    }
    assertThat(archive.tensors().get("b.num_batches_tracked").sizes()).isEmpty();
    assertThat(read("half").tensors().get("f.weight").type()).isEqualTo(ElementType.BFLOAT16);
  }

  @Test
  void callsKnowTheModulesInWhichTheyLie() {
    List<Node> calls = read("twice").model().graph().nodes();
    ModuleCall net = new ModuleCall("L__self__", "", "__main__.R");
    String relu = "torch.nn.modules.activation.ReLU";

    assertThat(calls.get(1).modules())
        .containsExactly(net, new ModuleCall("L__self__r", "r", relu));
    assertThat(calls.get(3).modules())
        .containsExactly(net, new ModuleCall("L__self__r@1", "r", relu));
    assertThat(calls.get(4).modules()).containsExactly(net);
  }

  @Test
  void operatorsThatRunGraphsHoldThem() {
    Graph graph = read("cond").model().graph();
    Node cond = graph.nodes().get(2);

    assertThat(cond.target()).isEqualTo("torch.ops.higher_order.cond");
    assertThat(
            cond.arguments().stream()
                .map(NamedArgument::value)
                .filter(GraphValue.Subgraph.class::isInstance)
                .map(GraphValue.Subgraph.class::cast)
                .map(branch -> graph.blocks().get(branch.name()).nodes().size()))
        .hasSize(2)
        .allMatch(size -> size > 0);
  }

  @Test
  void sizesThatTheInputDecidesAreExpressions() {
    ExportedModel model = read("sdynamic").model();
    AxisSize batch = new AxisSize(Optional.empty(), Optional.of("s77"), Optional.of(2L));

    assertThat(model.graph().tensors().get("linear").sizes())
        .containsExactly(batch, new AxisSize(Optional.of(5L), Optional.empty(), Optional.empty()));
    assertThat(model.ranges())
        .isEqualTo(
            Map.of(
                "s77", new SymbolRange(Optional.of(0L), Optional.empty()),
                "s53", new SymbolRange(Optional.of(8L), Optional.of(64L)),
                "s0", new SymbolRange(Optional.of(8L), Optional.of(64L))));
  }

  @Test
  void constantsAndKeysOfOutputsAreKnown() {
    assertThat(read("consts").model().inputs().stream().flatMap(ExportedDataTest::constant))
        .containsExactly("lifted_tensor_0", "lifted_tensor_1");
    Structure leaf = new Structure.Leaf();
    assertThat(read("dictout").model().outputStructure())
        .contains(
            new Structure.Node("builtins.dict", List.of("logits", "aux"), List.of(leaf, leaf)));
  }

  private static Stream<String> constant(InputSpec input) {
    return input instanceof InputSpec.Constant constant
        ? Stream.of(constant.name())
        : Stream.empty();
  }

  private static ExportedArchive read(String name) {
    return ExportedArchive.read(
        SharedData.exported().resolve("case_" + name + ".pt2"), Optional.empty());
  }
}
