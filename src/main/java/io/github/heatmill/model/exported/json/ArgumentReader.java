package io.github.heatmill.model.exported.json;

import io.github.heatmill.model.exported.graph.GraphValue;
import java.util.Optional;

/** Reads values of a graph. */
final class ArgumentReader {
  private static final String NAME = "name";
  private static final String AS_TENSOR = "as_tensor";
  private static final String AS_NONE = "as_none";

  /** The kind of an argument that is a graph. */
  static final String AS_GRAPH = "as_graph";

  private ArgumentReader() {}

  static GraphValue argument(JsonValue json) {
    JsonValue.Choice choice = json.choice();
    JsonValue value = choice.value();
    return switch (choice.kind()) {
      case AS_NONE -> new GraphValue.None();
      case AS_TENSOR -> tensor(value);
      case "as_tensors" -> new GraphValue.Tensors(value.list(each -> each.member(NAME).text()));
      case "as_optional_tensor" ->
          optionalTensor(value)
              .<GraphValue>map(GraphValue.TensorValue::new)
              .orElse(new GraphValue.None());
      case "as_optional_tensors" ->
          new GraphValue.OptionalTensors(value.list(ArgumentReader::optionalTensor));
      case "as_scalar_type" -> new GraphValue.ScalarType(value.smallWhole());
      case "as_memory_format" -> new GraphValue.MemoryFormat(value.smallWhole());
      case "as_layout" -> new GraphValue.Layout(value.smallWhole());
      case "as_device" ->
          new GraphValue.Device(
              value.member("type").text(), value.optional("index").map(JsonValue::smallWhole));
      case AS_GRAPH -> new GraphValue.Subgraph(value.member(NAME).text());
      default -> number(choice);
    };
  }

  /** A tensor, as inputs and outputs state it: {@code {"name": ...}}. */
  static GraphValue tensor(JsonValue value) {
    return new GraphValue.TensorValue(value.member(NAME).text());
  }

  private static GraphValue number(JsonValue.Choice choice) {
    JsonValue value = choice.value();
    return switch (choice.kind()) {
      case "as_int" -> new GraphValue.Int(value.whole());
      case "as_ints" -> new GraphValue.Ints(value.list(JsonValue::whole));
      case "as_float" -> new GraphValue.Real(value.real());
      case "as_floats" -> new GraphValue.Reals(value.list(JsonValue::real));
      case "as_bool" -> new GraphValue.Bool(value.flag());
      case "as_bools" -> new GraphValue.Bools(value.list(JsonValue::flag));
      case "as_string" -> new GraphValue.Text(value.text());
      case "as_strings" -> new GraphValue.Texts(value.list(JsonValue::text));
      case "as_sym_int" -> symbolicInt(value);
      case "as_sym_ints" -> new GraphValue.SymbolicInts(value.list(ArgumentReader::symbolicInt));
      case "as_sym_float" -> symbolicFloat(value);
      case "as_sym_bool" -> symbolicBool(value);
      default -> new GraphValue.Unknown(choice.kind());
    };
  }

  private static GraphValue symbolicInt(JsonValue json) {
    JsonValue.Choice choice = json.choice();
    return switch (choice.kind()) {
      case "as_name" -> new GraphValue.SymbolicInt(choice.value().text());
      case "as_int" -> new GraphValue.Int(choice.value().whole());
      default -> throw json.invalid("as_name or as_int");
    };
  }

  private static GraphValue symbolicFloat(JsonValue json) {
    JsonValue.Choice choice = json.choice();
    return switch (choice.kind()) {
      case "as_name" -> new GraphValue.SymbolicFloat(choice.value().text());
      case "as_float" -> new GraphValue.Real(choice.value().real());
      default -> throw json.invalid("as_name or as_float");
    };
  }

  private static GraphValue symbolicBool(JsonValue json) {
    JsonValue.Choice choice = json.choice();
    return switch (choice.kind()) {
      case "as_name" -> new GraphValue.SymbolicBool(choice.value().text());
      case "as_bool" -> new GraphValue.Bool(choice.value().flag());
      default -> throw json.invalid("as_name or as_bool");
    };
  }

  private static Optional<String> optionalTensor(JsonValue json) {
    JsonValue.Choice choice = json.choice();
    return switch (choice.kind()) {
      case AS_TENSOR -> Optional.of(choice.value().member(NAME).text());
      case AS_NONE -> Optional.empty();
      default -> throw json.invalid("as_tensor or as_none");
    };
  }
}
