package io.github.heatmill.model.exported.json;

import io.github.heatmill.model.exported.graph.Argument;
import java.util.Optional;

/** Reads values of a graph. */
final class ArgumentReader {
  private static final String NAME = "name";
  private static final String AS_TENSOR = "as_tensor";
  private static final String AS_NONE = "as_none";

  private ArgumentReader() {}

  static Argument argument(JsonValue json) {
    JsonValue.Choice choice = json.choice();
    JsonValue value = choice.value();
    return switch (choice.kind()) {
      case AS_NONE -> new Argument.None();
      case AS_TENSOR -> tensor(value);
      case "as_tensors" -> new Argument.Tensors(value.list(each -> each.member(NAME).text()));
      case "as_optional_tensor" ->
          optionalTensor(value)
              .<Argument>map(Argument.TensorValue::new)
              .orElse(new Argument.None());
      case "as_optional_tensors" ->
          new Argument.OptionalTensors(value.list(ArgumentReader::optionalTensor));
      case "as_scalar_type" -> new Argument.ScalarType(value.smallWhole());
      case "as_memory_format" -> new Argument.MemoryFormat(value.smallWhole());
      case "as_layout" -> new Argument.Layout(value.smallWhole());
      case "as_device" ->
          new Argument.Device(
              value.member("type").text(), value.optional("index").map(JsonValue::smallWhole));
      case "as_graph" ->
          new Argument.Subgraph(value.member(NAME).text(), NodeReader.graph(value.member("graph")));
      default -> number(choice);
    };
  }

  /** A tensor, as inputs and outputs state it: {@code {"name": ...}}. */
  static Argument tensor(JsonValue value) {
    return new Argument.TensorValue(value.member(NAME).text());
  }

  private static Argument number(JsonValue.Choice choice) {
    JsonValue value = choice.value();
    return switch (choice.kind()) {
      case "as_int" -> new Argument.Int(value.whole());
      case "as_ints" -> new Argument.Ints(value.list(JsonValue::whole));
      case "as_float" -> new Argument.Real(value.real());
      case "as_floats" -> new Argument.Reals(value.list(JsonValue::real));
      case "as_bool" -> new Argument.Bool(value.flag());
      case "as_bools" -> new Argument.Bools(value.list(JsonValue::flag));
      case "as_string" -> new Argument.Text(value.text());
      case "as_strings" -> new Argument.Texts(value.list(JsonValue::text));
      case "as_sym_int" -> symbolicInt(value);
      case "as_sym_ints" -> new Argument.SymbolicInts(value.list(ArgumentReader::symbolicInt));
      case "as_sym_float" -> symbolicFloat(value);
      case "as_sym_bool" -> symbolicBool(value);
      default -> new Argument.Unknown(choice.kind());
    };
  }

  private static Argument symbolicInt(JsonValue json) {
    JsonValue.Choice choice = json.choice();
    return switch (choice.kind()) {
      case "as_name" -> new Argument.SymbolicInt(choice.value().text());
      case "as_int" -> new Argument.Int(choice.value().whole());
      default -> throw json.invalid("as_name or as_int");
    };
  }

  private static Argument symbolicFloat(JsonValue json) {
    JsonValue.Choice choice = json.choice();
    return switch (choice.kind()) {
      case "as_name" -> new Argument.SymbolicFloat(choice.value().text());
      case "as_float" -> new Argument.Real(choice.value().real());
      default -> throw json.invalid("as_name or as_float");
    };
  }

  private static Argument symbolicBool(JsonValue json) {
    JsonValue.Choice choice = json.choice();
    return switch (choice.kind()) {
      case "as_name" -> new Argument.SymbolicBool(choice.value().text());
      case "as_bool" -> new Argument.Bool(choice.value().flag());
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
