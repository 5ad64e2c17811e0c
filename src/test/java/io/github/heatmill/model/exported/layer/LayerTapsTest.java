package io.github.heatmill.model.exported.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.model.exported.graph.ElementType;
import io.github.heatmill.model.exported.graph.Graph;
import io.github.heatmill.model.exported.graph.GraphValue;
import io.github.heatmill.model.exported.graph.GraphValue.TensorValue;
import io.github.heatmill.model.exported.graph.ModuleCall;
import io.github.heatmill.model.exported.graph.NamedArgument;
import io.github.heatmill.model.exported.graph.Node;
import io.github.heatmill.model.exported.graph.TensorMeta;
import io.github.heatmill.model.program.FlatProgram.Tap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Graphs of a few calls; each call is one statement, and each value x lies in the variable v_x. */
class LayerTapsTest {
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, TensorMeta> tensors = new LinkedHashMap<>();
  private final Map<String, String> variables = new HashMap<>();

  @Test
  void theOutputOfAModuleIsTheValueThatIsReadOutsideOfIt() {
    call("conv2d.default", "a", "block", "x");
    call("relu.default", "b", "block", "a");
    call("linear.default", "c", "", "b");

    LayerTaps layers = layers("c");

    assertThat(layers.taps()).containsOnly(Map.entry("block", Tap.shared("v_b", 2)));
    assertThat(layers.types()).containsExactly(Map.entry("block", "Block"));
  }

  @Test
  void whatAModuleChangesInPlaceKeepsItsVariable() {
    call("conv2d.default", "a", "conv", "x");
    call("relu_.default", "b", "relu", "a");
    call("linear.default", "c", "", "b");

    assertThat(layers("c").taps())
        .containsEntry("conv", Tap.shared("v_a", 1))
        .containsEntry("relu", Tap.shared("v_a", 2));
  }

  @Test
  void aSecondCallOfAModuleIsALayerOfItsOwn() {
    call("relu.default", "a", "relu", "x");
    call("relu.default", "b", "relu@1", "a");

    assertThat(layers("b").taps().keySet()).containsExactly("relu", "relu@1");
  }

  @Test
  void callsThatBelongToNoModuleAreNoLayer() {
    call("sym_size.int", "a", "_empty_nn_module_stack_from_metadata_hook", "x");
    call("conv2d.default", "b", "conv", "x");

    assertThat(layers("b").types().keySet()).containsExactly("conv");
  }

  @Test
  void aModuleThatReturnsTwoTensorsIsRefused() {
    call("conv2d.default", "a", "two", "x");
    call("relu.default", "b", "two", "a");
    call("add.Tensor", "c", "", "a", "b");

    assertThat(layers("c").refusals())
        .containsExactly(Map.entry("two", "it returns 2 values and not one tensor"));
  }

  @Test
  void aModuleWhoseResultNothingReadsIsRefused() {
    call("conv2d.default", "a", "unused", "x");
    call("relu.default", "b", "", "x");

    assertThat(layers("b").refusals())
        .containsExactly(Map.entry("unused", "nothing outside of it reads what it computes"));
  }

  @Test
  void aModuleThatReturnsWholeNumbersIsRefused() {
    call("argmax.default", "a", "places", "x");
    tensors.put("a", new TensorMeta(ElementType.LONG, List.of(), false));
    call("linear.default", "b", "", "a");

    assertThat(layers("b").refusals())
        .containsExactly(Map.entry("places", "its output is of the type int64"));
  }

  /** Cutting after the view would copy it, so that the change of a is lost. */
  @Test
  void aViewOfAValueThatIsChangedLaterIsRefused() {
    call("conv2d.default", "a", "", "x");
    call("slice.Tensor", "b", "view", "a");
    call("add_.Tensor", "c", "", "a");
    call("linear.default", "d", "", "b");

    assertThat(layers("d").refusals())
        .containsExactly(
            Map.entry("view", "its values are changed later through another view of them"));
  }

  @Test
  void noGradientPassesDetach() {
    call("conv2d.default", "a", "before", "x");
    call("detach.default", "b", "", "a");
    call("relu.default", "c", "after", "b");
    call("linear.default", "d", "", "c");

    LayerTaps layers = layers("d");

    assertThat(layers.taps().keySet()).containsExactly("before", "after");
    assertThat(layers.withoutGradient())
        .containsExactly(
            Map.entry(
                "before",
                "the scores depend on it through torch.no_grad, detach or a reentrant checkpoint"
                    + " alone"));
  }

  @Test
  void aGradientPassesBesideDetach() {
    call("conv2d.default", "a", "before", "x");
    call("detach.default", "b", "", "a");
    call("add.Tensor", "c", "", "a", "b");

    assertThat(layers("c").withoutGradient()).isEmpty();
  }

  /** Adds a call; the first value that a call in place reads keeps its variable. */
  private void call(String operator, String made, String module, String... read) {
    List<NamedArgument> arguments =
        Stream.of(read)
            .map(name -> new NamedArgument("self", (GraphValue) new TensorValue(name), false))
            .toList();
    String path = module.replaceFirst("@.*", "");
    List<ModuleCall> modules =
        module.isEmpty() ? List.of() : List.of(new ModuleCall("L__self__" + module, path, "Block"));
    nodes.add(
        new Node("torch.ops.aten." + operator, arguments, List.of(new TensorValue(made)), modules));
    tensors.putIfAbsent(made, new TensorMeta(ElementType.FLOAT, List.of(), false));
    variables.put("x", "images");
    variables.put(made, operator.contains("_.") ? variables.get(read[0]) : "v_" + made);
  }

  private LayerTaps layers(String output) {
    Graph graph = new Graph(List.of(), List.of(new TensorValue(output)), nodes, tensors, Map.of());
    List<Integer> ends = new ArrayList<>();
    nodes.forEach(node -> ends.add(ends.size() + 1));
    TranslatedGraph translated =
        new TranslatedGraph(graph, List.of(), ends, variables, Map.of(), List.of());
    return new LayerTaps(translated, Set.of(variables.get(output)));
  }
}
