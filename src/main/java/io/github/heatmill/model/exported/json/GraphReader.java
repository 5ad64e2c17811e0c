package io.github.heatmill.model.exported.json;

import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.exported.graph.ExportedModel;
import io.github.heatmill.model.exported.graph.Structure;
import io.github.heatmill.model.exported.graph.SymbolRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the JSON text of an exported program. Fields that it does not know are left out. */
public final class GraphReader {
  /** The format that is read; PyTorch counts it up where older readers would go wrong. */
  static final int SCHEMA = 8;

  private GraphReader() {}

  /**
   * Reads a program.
   *
   * @param name of the text, for messages: the file, and its entry
   * @throws ModelFormatException if it is no exported program, is of another format, or is too
   *     large
   */
  public static ExportedModel read(String name, byte[] json) {
    JsonValue program = JsonText.parse(name, json);
    String version = program.optional("torch_version").map(JsonValue::text).orElse("2.4 or older");
    int schema = schema(name, program, version);
    JsonValue module = program.member("graph_module");
    JsonValue signature = module.member("signature");
    return new ExportedModel(
        NodeReader.graph(module.member("graph")),
        signature.member("input_specs").list(SpecReader::input),
        signature.member("output_specs").list(SpecReader::output),
        outputStructure(name, module),
        program
            .optional("range_constraints")
            .map(all -> all.map(GraphReader::range))
            .orElse(Map.of()),
        version,
        schema,
        program
            .optional("opset_version")
            .flatMap(all -> all.optional("aten"))
            .map(JsonValue::smallWhole));
  }

  private static int schema(String name, JsonValue program, String torchVersion) {
    JsonValue stated = program.member("schema_version");
    int major = (stated.isNumber() ? stated : stated.member("major")).smallWhole();
    if (major != SCHEMA) {
      throw new ModelFormatException(
          "Unreadable exported program: "
              + name
              + " has format "
              + major
              + ", written by PyTorch "
              + torchVersion
              + " (must be format "
              + SCHEMA
              + "; export it again with PyTorch 2.9 or a later version that writes this format)");
    }
    return major;
  }

  private static Optional<Structure> outputStructure(String name, JsonValue module) {
    Map<String, List<String>> fields =
        module
            .optional("treespec_namedtuple_fields")
            .map(all -> all.map(type -> type.member("field_names").list(JsonValue::text)))
            .orElse(Map.of());
    Optional<JsonValue> calls = module.optional("module_call_graph");
    return calls.stream()
        .flatMap(all -> all.list(call -> call).stream())
        .filter(call -> call.member("fqn").text().isEmpty())
        .findFirst()
        .flatMap(call -> call.optional("signature"))
        .flatMap(signature -> signature.optional("out_spec"))
        .filter(spec -> !spec.text().isEmpty())
        .map(spec -> new StructureReader(fields).read(name, spec));
  }

  private static SymbolRange range(JsonValue range) {
    return new SymbolRange(bound(range, "min_val"), bound(range, "max_val"));
  }

  /** A bound; empty where it is missing or infinite. */
  private static Optional<Long> bound(JsonValue range, String key) {
    Optional<JsonValue> bound = range.optional(key);
    return bound
        .filter(value -> !(value.isText() && Double.isInfinite(value.real())))
        .map(JsonValue::whole);
  }
}
