package io.github.heatmill.model.exported.json;

import io.github.heatmill.model.exported.graph.GraphValue;
import io.github.heatmill.model.exported.graph.InputSpec;
import io.github.heatmill.model.exported.graph.OutputSpec;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what the inputs and outputs of a program are. */
final class SpecReader {
  private static final String ARG = "arg";

  private SpecReader() {}

  static InputSpec input(JsonValue json) {
    JsonValue.Choice choice = json.choice();
    JsonValue spec = choice.value();
    return switch (choice.kind()) {
      case "parameter" ->
          new InputSpec.Parameter(argument(spec), spec.member("parameter_name").text());
      case "buffer" ->
          new InputSpec.Buffer(
              argument(spec),
              spec.member("buffer_name").text(),
              spec.optional("persistent").map(JsonValue::flag).orElse(true));
      case "tensor_constant" ->
          new InputSpec.Constant(argument(spec), spec.member("tensor_constant_name").text());
      case "user_input" -> new InputSpec.User(ArgumentReader.argument(spec.member(ARG)));
      default -> new InputSpec.Other(choice.kind());
    };
  }

  static OutputSpec output(JsonValue json) {
    JsonValue.Choice choice = json.choice();
    JsonValue argument = choice.value().member(ARG);
    GraphValue value =
        switch (choice.kind()) {
          case "user_output" -> ArgumentReader.argument(argument);
          case "token" -> new GraphValue.Unknown(choice.kind());
          default -> ArgumentReader.tensor(argument);
        };
    Optional<String> target =
        Stream.of("buffer_name", "parameter_name", "user_input_name")
            .flatMap(key -> choice.value().optional(key).stream())
            .map(JsonValue::text)
            .findFirst();
    return new OutputSpec(choice.kind(), value, target);
  }

  private static String argument(JsonValue spec) {
    return spec.member(ARG).member("name").text();
  }
}
