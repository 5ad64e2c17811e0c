package io.github.heatmill.model.exported.json;

import io.github.heatmill.model.exported.graph.AxisSize;
import io.github.heatmill.model.exported.graph.ElementType;
import io.github.heatmill.model.exported.graph.TensorMeta;
import java.util.Optional;

/** Reads types and shapes of tensors. */
final class MetaReader {
  private MetaReader() {}

  static TensorMeta tensor(JsonValue meta) {
    return new TensorMeta(
        type(meta.member("dtype")),
        meta.member("sizes").list(MetaReader::size),
        meta.optional("requires_grad").map(JsonValue::flag).orElse(false));
  }

  static ElementType type(JsonValue number) {
    return ElementType.ofNumber(number.whole())
        .orElseThrow(() -> number.invalid("the number of a known type of elements"));
  }

  private static AxisSize size(JsonValue size) {
    JsonValue.Choice choice = size.choice();
    if (choice.kind().equals("as_int")) {
      return new AxisSize(Optional.of(choice.value().whole()), Optional.empty(), Optional.empty());
    }
    if (!choice.kind().equals("as_expr")) {
      throw size.invalid("as_int or as_expr");
    }
    String expression = choice.value().member("expr_str").text();
    Optional<Long> hint =
        choice.value().optional("hint").flatMap(h -> h.optional("as_int")).map(JsonValue::whole);
    return new AxisSize(Optional.empty(), Optional.of(ExpressionText.readable(expression)), hint);
  }
}
