package io.github.heatmill.model.exported.translate;

import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.exported.graph.GraphValue;
import io.github.heatmill.model.exported.graph.GraphValue.TensorValue;
import io.github.heatmill.model.exported.graph.Structure;
import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Dictionary;
import io.github.heatmill.model.program.Expression.Literal;
import io.github.heatmill.model.program.Expression.Sequence;
import io.github.heatmill.model.program.TypeText;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the network returns: a tensor, a tuple of tensors, or a dictionary of tensors by their path.
 *
 * @param value the expression
 * @param type its type in TorchScript
 * @param tensors the tensors in it, each once
 */
record ReturnedValue(Expression value, String type, List<Expression> tensors) {
  /** Longer or stranger keys are replaced by their position. */
  private static final String KEY = "[A-Za-z0-9_ .:@-]{1,80}";

  private static final List<String> SEQUENCES = List.of("builtins.tuple", "builtins.list");

  /**
   * The returned value.
   *
   * @param outputs those for the user, in order
   * @param structure how they lie in what the network returns, if the file says so
   */
  static ReturnedValue of(List<GraphValue> outputs, Optional<Structure> structure, Values values) {
    Structure whole =
        structure
            .filter(known -> leaves(known) == outputs.size())
            .orElseGet(() -> flat(outputs.size()));
    Map<String, Expression> tensors = new LinkedHashMap<>();
    collect(whole, "", outputs.iterator(), tensors, values);
    if (tensors.isEmpty()) {
      throw new ModelFormatException(
          "Network returns no tensor (must return the scores of the classes)");
    }
    List<Expression> distinct = tensors.values().stream().distinct().toList();
    if (whole instanceof Structure.Leaf) {
      return new ReturnedValue(distinct.get(0), TypeText.TENSOR, distinct);
    }
    Structure.Node node = (Structure.Node) whole;
    boolean plain = node.children().stream().allMatch(Structure.Leaf.class::isInstance);
    if (plain && SEQUENCES.contains(node.type()) && tensors.size() == outputs.size()) {
      String types =
          String.join(", ", tensors.values().stream().map(t -> TypeText.TENSOR).toList());
      return new ReturnedValue(
          new Sequence(false, List.copyOf(tensors.values())), "Tuple[" + types + "]", distinct);
    }
    List<Expression> entries = new ArrayList<>();
    tensors.forEach(
        (path, tensor) -> {
          entries.add(new Literal('"' + path + '"'));
          entries.add(tensor);
        });
    return new ReturnedValue(new Dictionary(entries), "Dict[str, Tensor]", distinct);
  }

  private static int leaves(Structure structure) {
    return structure instanceof Structure.Node node
        ? node.children().stream().mapToInt(ReturnedValue::leaves).sum()
        : 1;
  }

  private static Structure flat(int outputs) {
    if (outputs == 1) {
      return new Structure.Leaf();
    }
    List<String> keys = new ArrayList<>();
    List<Structure> children = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      keys.add(Integer.toString(i));
      children.add(new Structure.Leaf());
    }
    return new Structure.Node(SEQUENCES.get(0), keys, children);
  }

  private static void collect(
      Structure structure,
      String path,
      Iterator<GraphValue> outputs,
      Map<String, Expression> tensors,
      Values values) {
    if (structure instanceof Structure.Node node) {
      for (int i = 0; i < node.children().size(); i++) {
        String given = i < node.keys().size() ? node.keys().get(i) : "";
        String key = given.matches(KEY) ? given : Integer.toString(i);
        String inner = path.isEmpty() ? key : path + "/" + key;
        collect(node.children().get(i), inner, outputs, tensors, values);
      }
    } else if (outputs.next() instanceof TensorValue tensor) {
      String free = path;
      for (int i = 1; tensors.containsKey(free); i++) {
        free = path + "@" + i;
      }
      tensors.put(free, values.named(tensor.name()));
    }
  }
}
