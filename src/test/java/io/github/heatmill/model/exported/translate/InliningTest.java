package io.github.heatmill.model.exported.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.model.exported.graph.Graph;
import io.github.heatmill.model.exported.graph.GraphValue;
import io.github.heatmill.model.exported.graph.GraphValue.Bool;
import io.github.heatmill.model.exported.graph.GraphValue.Subgraph;
import io.github.heatmill.model.exported.graph.GraphValue.TensorValue;
import io.github.heatmill.model.exported.graph.NamedArgument;
import io.github.heatmill.model.exported.graph.Node;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InliningTest {
  private static final String GRADIENTS = "torch.ops.higher_order.wrap_with_set_grad_enabled";
  private static final String RELU = "torch.ops.aten.relu.default";
  private static final String ALIAS = "torch.ops.aten.alias.default";

  @Test
  void theCallsOfABlockTakeItsPlaceAndItsResultIsDetached() {
    Graph inlined = Inlining.of(block(new Bool(false)));

    assertThat(inlined.nodes().stream().map(Node::target))
        .containsExactly(RELU, "torch.ops.aten.detach.default");
    assertThat(inlined.nodes().get(0).arguments().get(0).value()).isEqualTo(new TensorValue("x"));
    assertThat(inlined.nodes().get(0).outputs()).containsExactly(new TensorValue("block0/r"));
    assertThat(inlined.nodes().get(1).outputs()).containsExactly(new TensorValue("y"));
  }

  @Test
  void gradientsPassABlockThatEnablesThem() {
    assertThat(Inlining.of(block(new Bool(true))).nodes().stream().map(Node::target))
        .containsExactly(RELU, ALIAS);
  }

  /** run_decompositions() writes alias for detach. */
  @Test
  void anAliasOfTheFileIsNamedSinceItMayHaveBeenDetach() {
    Graph graph = graph(Map.of(), call(ALIAS, "y", new TensorValue("x")));

    assertThat(Inlining.notes(graph))
        .containsExactly(
            "gradients pass torch.alias, which stands for detach() after run_decompositions (1)");
    assertThat(Inlining.notes(block(new Bool(true)))).isEmpty();
  }

  private static Graph block(Bool enabled) {
    Graph inner =
        new Graph(
            List.of(new TensorValue("a")),
            List.of(new TensorValue("r")),
            List.of(call(RELU, "r", new TensorValue("a"))),
            Map.of(),
            Map.of());
    return graph(
        Map.of("inside", inner),
        call(GRADIENTS, "y", enabled, new Subgraph("inside"), new TensorValue("x")));
  }

  private static Graph graph(Map<String, Graph> blocks, Node... nodes) {
    return new Graph(
        List.of(new TensorValue("x")),
        List.of(new TensorValue("y")),
        List.of(nodes),
        Map.of(),
        blocks);
  }

  private static Node call(String target, String made, GraphValue... arguments) {
    return new Node(
        target,
        Stream.of(arguments).map(value -> new NamedArgument("self", value, false)).toList(),
        List.of(new TensorValue(made)),
        List.of());
  }
}
