package io.github.heatmill.model.exported.json;

import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.exported.graph.Structure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads how the outputs of a network lie in tuples, lists and dictionaries. */
final class StructureReader {
  private static final String CONTEXT = "context";

  /** The fields of named tuples, by the name of their type. */
  private final Map<String, List<String>> fields;

  StructureReader(Map<String, List<String>> fields) {
    this.fields = fields;
  }

  /** Reads a text such as {@code [1, {"type": "builtins.tuple", ...}]}. */
  Structure read(String name, JsonValue text) {
    JsonValue versioned = parse(name, text.text());
    if (!versioned.isList() || versioned.size() != 2) {
      throw text.invalid("a version and a tree");
    }
    return versioned.list(this::partOrVersion).get(1).orElseThrow();
  }

  private Optional<Structure> partOrVersion(JsonValue part) {
    return part.isNumber() ? Optional.empty() : Optional.of(structure(part));
  }

  private Structure structure(JsonValue json) {
    Optional<JsonValue> type = json.optional("type");
    List<Structure> children = json.member("children_spec").list(this::structure);
    return type.isEmpty()
        ? new Structure.Leaf()
        : new Structure.Node(type.get().text(), keys(json, children.size()), children);
  }

  private List<String> keys(JsonValue json, int children) {
    return json.optional(CONTEXT).stream()
        .flatMap(this::candidates)
        .filter(keys -> keys.size() == children)
        .findFirst()
        .orElse(IntStream.range(0, children).mapToObj(Integer::toString).toList());
  }

  /** The lists of texts that a context holds and that may be the keys of its children. */
  private Stream<List<String>> candidates(JsonValue context) {
    if (context.isText()) {
      return fields.containsKey(context.text())
          ? Stream.of(fields.get(context.text()))
          : parsed(context.text()).stream().flatMap(this::candidates);
    }
    if (context.isObject()) {
      return Stream.of("dict_context", "fields")
          .flatMap(key -> context.optional(key).stream())
          .flatMap(this::candidates);
    }
    if (!context.isList()) {
      return Stream.empty();
    }
    List<JsonValue> values = context.list(value -> value);
    boolean plain = values.stream().allMatch(value -> value.isText() || value.isNumber());
    return plain
        ? Stream.of(values.stream().map(JsonValue::plainText).toList())
        : values.stream().filter(JsonValue::isList).limit(1).flatMap(this::candidates);
  }

  /** The value of a context; a context that is no JSON has no keys. */
  private static Optional<JsonValue> parsed(String context) {
    try {
      JsonValue value = parse("a context", context);
      return value.isText() ? Optional.empty() : Optional.of(value);
    } catch (ModelFormatException e) {
      return Optional.empty();
    }
  }

  private static JsonValue parse(String name, String text) {
    return JsonText.parse(name, text.getBytes(StandardCharsets.UTF_8));
  }
}
