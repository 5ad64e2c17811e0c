package io.github.heatmill.model.exported.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.exported.graph.AxisSize;
import io.github.heatmill.model.exported.graph.ElementType;
import io.github.heatmill.model.exported.graph.ExportedModel;
import io.github.heatmill.model.exported.graph.GraphValue;
import io.github.heatmill.model.exported.graph.InputSpec;
import io.github.heatmill.model.exported.graph.ModuleCall;
import io.github.heatmill.model.exported.graph.NamedArgument;
import io.github.heatmill.model.exported.graph.Node;
import io.github.heatmill.model.exported.graph.OutputSpec;
import io.github.heatmill.model.exported.graph.Structure;
import io.github.heatmill.model.exported.graph.SymbolRange;
import io.github.heatmill.model.exported.graph.TensorMeta;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts as PyTorch writes them, cut down to what is looked at. */
class GraphReaderTest {
  private static final String PROGRAM =
      """
      {"graph_module": {
         "graph": {"inputs": [{"as_tensor": {"name": "x"}}], "outputs": [{"as_tensor": {"name": "y"}}],
           "nodes": [%s],
           "tensor_values": {"x": {"dtype": 7, "requires_grad": true, "device": {"type": "cpu"},
             "sizes": [{"as_expr": {"expr_str": "Symbol('s77', positive=True, integer=True)",
                        "hint": {"as_int": 2}}}, {"as_int": 3}]}},
           "sym_int_values": {}, "sym_bool_values": {}},
         "signature": {"input_specs": [%s], "output_specs": [%s]},
         "module_call_graph": [{"fqn": "", "signature": {"in_spec": "", "out_spec": %s}}],
         "treespec_namedtuple_fields": {"my.Pair": {"field_names": ["logits", "aux"]}}},
       "opset_version": {"aten": 10}, "range_constraints": {%s},
       "schema_version": {"major": 8, "minor": 20}, "torch_version": "2.13.0", "unknown": [1]}
      """;

  private static final String LEAF = "{\"type\": null, \"context\": null, \"children_spec\": []}";

  @Test
  void aProgramIsRead() {
    ExportedModel model = read("", "", "", leafText(), "");

    assertThat(model.torchVersion()).isEqualTo("2.13.0");
    assertThat(model.schemaMajor()).isEqualTo(8);
    assertThat(model.opset()).contains(10);
    assertThat(model.outputStructure()).contains(new Structure.Leaf());
    assertThat(model.graph().inputs()).containsExactly(new GraphValue.TensorValue("x"));
    assertThat(model.graph().outputs()).containsExactly(new GraphValue.TensorValue("y"));
    AxisSize batch = new AxisSize(Optional.empty(), Optional.of("s77"), Optional.of(2L));
    assertThat(model.graph().tensors())
        .isEqualTo(Map.of("x", new TensorMeta(ElementType.FLOAT, List.of(batch, fixed(3)), true)));
  }

  @Test
  void aCallHasItsArgumentsItsOutputsAndItsModules() {
    String node =
        """
        {"target": "torch.ops.aten.conv2d.default",
         "inputs": [{"name": "input", "arg": {"as_tensor": {"name": "x"}}, "kind": 1},
                    {"name": "stride", "arg": {"as_ints": [2, 2]}, "kind": 2},
                    {"name": "groups", "arg": {"as_int": 1}}],
         "outputs": [{"as_tensor": {"name": "y"}}],
         "metadata": {"stack_trace": "File", "nn_module_stack":
           "L__self__,,my.Net;L__self__r@1,layers[slice(None, 2, None)].r,my.Block.<locals>.R"}}
        """;
    assertThat(read(node, "", "", leafText(), "").graph().nodes())
        .containsExactly(
            new Node(
                "torch.ops.aten.conv2d.default",
                List.of(
                    new NamedArgument("input", new GraphValue.TensorValue("x"), false),
                    new NamedArgument("stride", new GraphValue.Ints(List.of(2L, 2L)), true),
                    new NamedArgument("groups", new GraphValue.Int(1), false)),
                List.of(new GraphValue.TensorValue("y")),
                List.of(
                    new ModuleCall("L__self__", "", "my.Net"),
                    new ModuleCall(
                        "L__self__r@1", "layers[slice(None, 2, None)].r", "my.Block.<locals>.R"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"as_none": true}                                     | None[]
          {"as_tensors": [{"name": "a"}, {"name": "b"}]}        | Tensors[names=[a, b]]
          {"as_optional_tensors": [{"as_tensor": {"name": "a"}}, {"as_none": true}]} | OptionalTensors[names=[Optional[a], Optional.empty]]
          {"as_optional_tensor": {"as_tensor": {"name": "a"}}}  | TensorValue[name=a]
          {"as_optional_tensor": {"as_none": true}}             | None[]
          {"as_int": -9223372036854775808}                      | Int[value=-9223372036854775808]
          {"as_float": "Infinity"}                              | Real[value=Infinity]
          {"as_float": "-Infinity"}                             | Real[value=-Infinity]
          {"as_float": "NaN"}                                   | Real[value=NaN]
          {"as_float": 1e-05}                                   | Real[value=1.0E-5]
          {"as_floats": [1, 0.5]}                               | Reals[values=[1.0, 0.5]]
          {"as_bool": false}                                    | Bool[value=false]
          {"as_bools": [true, false]}                           | Bools[values=[true, false]]
          {"as_string": "mean"}                                 | Text[value=mean]
          {"as_strings": ["a", "b"]}                            | Texts[values=[a, b]]
          {"as_sym_int": {"as_name": "s"}}                      | SymbolicInt[name=s]
          {"as_sym_int": {"as_int": 3}}                         | Int[value=3]
          {"as_sym_ints": [{"as_name": "s"}, {"as_int": -1}]}   | SymbolicInts[values=[SymbolicInt[name=s], Int[value=-1]]]
          {"as_sym_float": {"as_name": "s"}}                    | SymbolicFloat[name=s]
          {"as_sym_float": {"as_float": 0.5}}                   | Real[value=0.5]
          {"as_sym_bool": {"as_name": "s"}}                     | SymbolicBool[name=s]
          {"as_sym_bool": {"as_bool": true}}                    | Bool[value=true]
          {"as_scalar_type": 7}                                 | ScalarType[number=7]
          {"as_layout": 7}                                      | Layout[number=7]
          {"as_memory_format": 1}                               | MemoryFormat[number=1]
          {"as_device": {"type": "cuda", "index": 0}}           | Device[type=cuda, index=Optional[0]]
          {"as_device": {"type": "cpu", "index": null}}         | Device[type=cpu, index=Optional.empty]
          {"as_graph": {"name": "g", "graph": {"inputs": [], "outputs": [], "nodes": [], "tensor_values": {}}}} | Subgraph[name=g]
          {"as_complex": {"real": 1, "imag": 0}}                | Unknown[kind=as_complex]
          {"as_custom_obj": {"name": "o", "class_fqn": "C"}}    | Unknown[kind=as_custom_obj]
          """)
  void everyKindOfArgumentIsRead(String json, String argument) {
    String node =
        "{\"target\": \"t\", \"inputs\": [{\"name\": \"a\", \"arg\": %s}], \"outputs\": []}"
            .formatted(json);
    assertThat(read(node, "", "", leafText(), "").graph().nodes().get(0).arguments().get(0).value())
        .hasToString(argument);
  }

  @Test
  void inputsAndOutputsSayWhatTheyAre() {
    String inputs =
        """
        {"parameter": {"arg": {"name": "p_w"}, "parameter_name": "c.weight"}},
        {"buffer": {"arg": {"name": "b_m"}, "buffer_name": "b.mean", "persistent": false}},
        {"buffer": {"arg": {"name": "b_v"}, "buffer_name": "b.var"}},
        {"tensor_constant": {"arg": {"name": "c_0"}, "tensor_constant_name": "lifted_tensor_0"}},
        {"user_input": {"arg": {"as_tensor": {"name": "x"}}}},
        {"custom_obj": {"arg": {"name": "o", "class_fqn": "C"}, "custom_obj_name": "o"}}
        """;
    String outputs =
        """
        {"buffer_mutation": {"arg": {"name": "add"}, "buffer_name": "b.count"}},
        {"user_input_mutation": {"arg": {"name": "relu_"}, "user_input_name": "x"}},
        {"user_output": {"arg": {"as_none": true}}},
        {"token": {"arg": {"name": "t"}}}
        """;
    ExportedModel model = read("", inputs, outputs, leafText(), "");

    assertThat(model.inputs())
        .containsExactly(
            new InputSpec.Parameter("p_w", "c.weight"),
            new InputSpec.Buffer("b_m", "b.mean", false),
            new InputSpec.Buffer("b_v", "b.var", true),
            new InputSpec.Constant("c_0", "lifted_tensor_0"),
            new InputSpec.User(new GraphValue.TensorValue("x")),
            new InputSpec.Other("custom_obj"));
    assertThat(model.outputs())
        .containsExactly(
            output("buffer_mutation", new GraphValue.TensorValue("add"), "b.count"),
            output("user_input_mutation", new GraphValue.TensorValue("relu_"), "x"),
            new OutputSpec("user_output", new GraphValue.None(), Optional.empty()),
            new OutputSpec("token", new GraphValue.Unknown("token"), Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          builtins.dict            | '["logits", 1]'                                              | logits, 1
          collections.OrderedDict  | '["logits", "aux"]'                                          | logits, aux
          collections.namedtuple   | my.Pair                                                      | logits, aux
          collections.namedtuple   | '"my.Other"'                                                 | 0, 1
          builtins.tuple           | 'null'                                                       | 0, 1
          builtins.list            | 'null'                                                       | 0, 1
          collections.defaultdict  | '{"default_factory_name": "int", "dict_context": ["a", "b"]}' | a, b
          my.Dataclass             | '[["logits", "aux"], ["hidden"]]'                            | logits, aux
          transformers.ModelOutput | '["logits", "hidden_states"]'                                | logits, hidden_states
          my.Strange               | '["only"]'                                                   | 0, 1
          my.Strange               | '[['                                                         | 0, 1
          """)
  void theOutputKeepsTheKeysOfItsCollections(String type, String context, String keys) {
    String tree =
        "[1, {\"type\": \"%s\", \"context\": %s, \"children_spec\": [%s, %s]}]"
            .formatted(type, quoted(context), LEAF, LEAF);
    assertThat(read("", "", "", quoted(tree), "").outputStructure())
        .contains(
            new Structure.Node(
                type,
                List.of(keys.split(", ")),
                List.of(new Structure.Leaf(), new Structure.Leaf())));
  }

  @Test
  void rangesMayBeOpen() {
    String ranges =
        """
        "s0": {"min_val": 8, "max_val": 64}, "s1": {"min_val": 0, "max_val": null},
        "s2": {"min_val": "-Infinity", "max_val": "Infinity"}, "s3": {}
        """;
    SymbolRange open = new SymbolRange(Optional.empty(), Optional.empty());
    assertThat(read("", "", "", leafText(), ranges).ranges())
        .isEqualTo(
            Map.of(
                "s0",
                new SymbolRange(Optional.of(8L), Optional.of(64L)),
                "s1",
                new SymbolRange(Optional.of(0L), Optional.empty()),
                "s2",
                open,
                "s3",
                open));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Symbol('s77', positive=True, integer=True)                     | s77
          Mul(Integer(2), Symbol('s77', positive=True, integer=True))    | 2*s77
          Add(Symbol('s0'), Integer(-1))                                 | (s0 + -1)
          FloorDiv(Add(Symbol('s0'), Integer(1)), Integer(2))            | ((s0 + 1)//2)
          Max(Integer(1), Symbol('u0', integer=True))                    | Max(1, u0)
          s0 + 1                                                         | s0 + 1
          Mul(Integer(2)                                                 | Mul(Integer(2)
          Mul()                                                          | Mul()
          """)
  void sizesAreWrittenAsPeopleDo(String saved, String readable) {
    assertThat(ExpressionText.readable(saved)).isEqualTo(readable);
  }

  @Test
  void anExpressionNestedTooDeeplyStaysAsItIs() {
    String deep = "Add(".repeat(100_000);
    assertThat(ExpressionText.readable(deep)).isEqualTo(deep);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "dtype": 7        | "dtype": 36                | graph_module.graph.tensor_values.x.dtype is 36 (must be the number of a known type of elements)
          "dtype": 7        | "dtype": 7.5               | graph_module.graph.tensor_values.x.dtype is 7.5 (must be a whole number of 64 bits)
          "dtype": 7        | "dtype": 1e400             | graph_module.graph.tensor_values.x.dtype is 1e400 (must be a whole number of 64 bits)
          {"as_int": 3}     | {"as_int": 9223372036854775808} | graph_module.graph.tensor_values.x.sizes[1].as_int is 9223372036854775808 (must be a whole number of 64 bits)
          {"as_int": 3}     | {"as_int": "3"}            | graph_module.graph.tensor_values.x.sizes[1].as_int is "3" (must be a whole number)
          {"as_int": 3}     | {}                         | graph_module.graph.tensor_values.x.sizes[1] is {} (must be one kind of value)
          {"as_int": 3}     | {"as_bool": true}          | graph_module.graph.tensor_values.x.sizes[1] is {"as_bool":true} (must be as_int or as_expr)
          "nodes": []       | "nodes": {}                | graph_module.graph.nodes is {} (must be a list)
          "nodes": []       | "nodes": [7]               | graph_module.graph.nodes[0] is 7 (must be an object)
          "nodes": []       | "calls": []                | graph_module.graph has no nodes (must have one)
          "aten": 10        | "aten": 4294967296         | opset_version.aten is 4294967296 (must be a whole number of 32 bits)
          "2.13.0"          | 2.13                       | torch_version is 2.13 (must be a text)
          """)
  void whatIsMissingOrOfAnotherTypeIsNamedWithItsPlace(String from, String to, String sentence) {
    String text = text("", "", "", leafText(), "");
    assertThat(text).contains(from);
    assertThatThrownBy(() -> GraphReader.read("net.pt2", bytes(text.replace(from, to))))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage("Unreadable exported program: net.pt2, " + sentence);
  }

  @Test
  void aModuleStackOfOtherPartsIsRefused() {
    String node =
        """
        {"target": "t", "inputs": [], "outputs": [], "metadata": {"nn_module_stack": "a,b"}}
        """;
    assertThatThrownBy(() -> read(node, "", "", leafText(), ""))
        .hasMessage(
            "Unreadable exported program: net.pt2, graph_module.graph.nodes[0].metadata"
                + ".nn_module_stack has a,b (must be key,path,type; rename modules with a comma or semicolon in their names)");
  }

  @Test
  void anotherFormatIsRefusedWithTheVersionThatWroteIt() {
    String text = text("", "", "", leafText(), "");
    assertRefused(
        text.replace("\"major\": 8", "\"major\": 7"),
        "net.pt2 has format 7, written by PyTorch 2.13.0 (must be format 8; export it again with"
            + " PyTorch 2.9 or a later version that writes this format)");
    assertRefused(
        "{\"schema_version\": 1}",
        "net.pt2 has format 1, written by PyTorch 2.4 or older (must be format 8; export it again"
            + " with PyTorch 2.9 or a later version that writes this format)");
  }

  @Test
  void aTextNestedTooDeeplyIsRefused() {
    assertRefused(
        "[".repeat(1_000_000), "net.pt2 has values nested deeper than 200 (must be <= that)");
    assertRefused(
        "{\"a\":".repeat(1_000_000), "net.pt2 has values nested deeper than 200 (must be <= that)");
  }

  @Test
  void aTextOfTooManyValuesIsRefused() {
    assertRefused(
        "[" + "0,".repeat(2_000_001) + "0]",
        "net.pt2 has more than 2000000 values (must be fewer)");
    String nodes = "{},".repeat(200_000) + "{}";
    assertThatThrownBy(() -> read(nodes, "", "", leafText(), ""))
        .hasMessage(
            "Unreadable exported program: net.pt2, graph_module.graph.nodes has 200001 calls (must"
                + " be <= 200000)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''              | no JSON (fetch or export it again)
          {               | no JSON (fetch or export it again)
          {"a": }         | no JSON (fetch or export it again)
          {"a": NaN}      | no JSON (fetch or export it again)
          {"a": "\\uZZ"}  | no JSON (fetch or export it again)
          {} {}           | no JSON (fetch or export it again)
          {"a": 1, "a": 2} | the key a twice (must be once)
          """)
  void whatIsNoJsonIsRefused(String text, String sentence) {
    assertRefused(text, "net.pt2 has " + sentence);
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    assertThatThrownBy(
            () -> GraphReader.read("net.pt2", new byte[] {'{', '"', (byte) 0xff, '"', ':', '1'}))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageEndingWith("net.pt2 has no JSON (fetch or export it again)");
  }

  private static void assertRefused(String text, String sentence) {
    assertThatThrownBy(() -> GraphReader.read("net.pt2", bytes(text)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage("Unreadable exported program: " + sentence);
  }

  private static ExportedModel read(
      String nodes, String inputs, String outputs, String structure, String ranges) {
    return GraphReader.read("net.pt2", bytes(text(nodes, inputs, outputs, structure, ranges)));
  }

  private static String text(
      String nodes, String inputs, String outputs, String structure, String ranges) {
    return PROGRAM.formatted(nodes, inputs, outputs, structure, ranges);
  }

  private static String leafText() {
    return quoted("[1, " + LEAF + "]");
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static AxisSize fixed(long size) {
    return new AxisSize(Optional.of(size), Optional.empty(), Optional.empty());
  }

  private static OutputSpec output(String kind, GraphValue value, String target) {
    return new OutputSpec(kind, value, Optional.of(target));
  }
}
