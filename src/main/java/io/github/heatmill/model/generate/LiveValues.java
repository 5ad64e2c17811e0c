package io.github.heatmill.model.generate;

import io.github.heatmill.model.layout.Layout;
import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Attribute;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Name;
import io.github.heatmill.model.program.FlatProgram;
import io.github.heatmill.model.program.FlatProgram.Tap;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.Statement.Assign;
import io.github.heatmill.model.program.UsedNames;
import io.github.heatmill.model.torchscript.inline.Frame;
import io.github.heatmill.model.torchscript.inline.ValueTypes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The values besides a layer's output that the rest of the network reads: skip connections, sizes,
 * lists of earlier outputs. They are passed as float32 tensors, so that they can leave libtorch and
 * come back. Constants are assigned again.
 */
final class LiveValues {
  private static final Map<String, String> PACKED =
      Map.of(
          ValueTypes.TENSOR, "torch.to(torch.clone(torch.detach(%s)), 6)",
          ValueTypes.INT, "torch.to(torch.tensor(%s), 6)",
          ValueTypes.FLOAT, "torch.tensor(%s)",
          ValueTypes.BOOL, "torch.to(torch.tensor(%s), 6)",
          ValueTypes.INTS, "torch.to(torch.tensor(%s), 6)");

  private static final Map<String, String> UNPACKED =
      Map.of(
          ValueTypes.TENSOR, "torch.clone(%s)",
          ValueTypes.INT, "int(%s)",
          ValueTypes.FLOAT, "float(%s)",
          ValueTypes.BOOL, "bool(%s)");

  private final List<Assign> constants = new ArrayList<>();
  private final List<String> variables = new ArrayList<>();
  private final ValueTypes types;
  private final Tap tap;
  private final Layout layout;

  /**
   * Finds the values that the statements after a tap read.
   *
   * @param layout that of the tapped output; the tokens before its places are carried, too
   */
  LiveValues(FlatProgram program, Tap tap, Layout layout, Frame modules) {
    this.tap = tap;
    this.layout = layout;
    List<Statement> before = program.statements(0, tap.position());
    this.types = new ValueTypes(before, modules);
    Set<String> assigned = before.stream().flatMap(Statement::assigned).collect(Collectors.toSet());
    assigned.add(FlatProgram.INPUT);
    Set<String> read = new LinkedHashSet<>();
    program.statements(tap.position(), program.statements().size()).stream()
        .flatMap(UsedNames::of)
        .forEach(read::add);
    UsedNames.of(program.output()).forEach(read::add);
    read.retainAll(assigned);
    read.remove(tap.variable());
    read.forEach(name -> add(name, before));
  }

  private void add(String name, List<Statement> before) {
    List<Statement> definitions =
        before.stream().filter(s -> s.assigned().anyMatch(name::equals)).toList();
    if (definitions.size() == 1
        && definitions.get(0) instanceof Assign assign
        && isConstant(assign.value())) {
      constants.add(assign);
    } else {
      variables.add(name);
    }
  }

  /** A number, an attribute of a module, or the name of a function. */
  private static boolean isConstant(Expression value) {
    return value.all().noneMatch(Call.class::isInstance)
        && value
            .all()
            .filter(Name.class::isInstance)
            .map(Expression::text)
            .allMatch(Set.of("self", "True", "False", "None", "__torch__", "CONSTANTS")::contains)
        && (value instanceof Attribute || value.parts().isEmpty());
  }

  /**
   * The reason why the layer has no head: a value passes it that cannot be stored in a tensor.
   * Empty if there is none.
   */
  Optional<String> problem(String layer) {
    return variables.stream()
        .map(types::of)
        .filter(type -> !PACKED.containsKey(type) && !type.equals(ValueTypes.TENSORS))
        .findFirst()
        .map(
            type ->
                "Layer cannot be explained by methods that run the network from there: "
                    + layer
                    + ", because a value of type "
                    + type
                    + " goes past it (choose another layer, or methods that need no head)");
  }

  /** The statements that put all values into the list of tensors {@code list}. */
  List<String> pack(String list) {
    List<String> lines = new ArrayList<>();
    // Never empty: an empty list cannot be handed to libtorch from outside.
    lines.add(list + " = [torch.zeros([1])]");
    for (String variable : variables) {
      String type = types.of(variable);
      if (type.equals(ValueTypes.TENSORS)) {
        String length = packed("torch.len(" + variable + ")", ValueTypes.INT);
        lines.add("_k = torch.append(" + list + ", " + length + ")");
        lines.add("for item in " + variable + ":");
        lines.add("  _k = torch.append(" + list + ", " + packed("item", ValueTypes.TENSOR) + ")");
      } else {
        lines.add("_k = torch.append(" + list + ", " + packed(variable, type) + ")");
      }
    }
    if (layout.prefix() > 0) {
      String prefix = packed(LayoutText.prefix(layout, tap.variable()), ValueTypes.TENSOR);
      lines.add("_k = torch.append(" + list + ", " + prefix + ")");
    }
    return lines;
  }

  private static String packed(String variable, String type) {
    return String.format(PACKED.get(type), variable);
  }

  /**
   * The statements that assign all variables again, from the list {@code carried}, and the tapped
   * output from the maps {@code a}.
   */
  List<String> unpack() {
    List<String> lines = new ArrayList<>();
    constants.forEach(constant -> lines.addAll(constant.lines()));
    lines.add("at = 1");
    for (String variable : variables) {
      String type = types.of(variable);
      switch (type) {
        case ValueTypes.TENSORS -> lines.addAll(unpackedTensors(variable));
        case ValueTypes.INTS -> lines.addAll(unpackedInts(variable));
        default -> lines.add(variable + " = " + String.format(UNPACKED.get(type), "carried[at]"));
      }
      lines.add("at = torch.add(at, 1)");
    }
    lines.add(tap.variable() + " = " + LayoutText.output(layout, "a", "carried[at]"));
    return lines;
  }

  private static List<String> unpackedTensors(String variable) {
    return List.of(
        variable + " = annotate(List[Tensor], [])",
        "for _i in range(int(carried[at])):",
        "  at = torch.add(at, 1)",
        "  _k = torch.append(" + variable + ", torch.clone(carried[at]))");
  }

  private static List<String> unpackedInts(String variable) {
    return List.of(
        variable + " = annotate(List[int], [])",
        "for i in range(torch.len(carried[at])):",
        "  _k = torch.append(" + variable + ", int(torch.select(carried[at], 0, i)))");
  }
}
