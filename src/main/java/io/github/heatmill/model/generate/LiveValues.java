package io.github.heatmill.model.generate;

import io.github.heatmill.model.OpeningRequest.Gradients;
import io.github.heatmill.model.layout.Layout;
import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Attribute;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Name;
import io.github.heatmill.model.program.FlatProgram;
import io.github.heatmill.model.program.FlatProgram.Tap;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.Statement.Assign;
import io.github.heatmill.model.program.TypeText;
import io.github.heatmill.model.program.UsedNames;
import io.github.heatmill.model.source.NetworkSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The values besides a layer's output that the rest of the network reads: skip connections, sizes,
 * lists of earlier outputs. They are passed as float32 tensors, so that they can leave libtorch and
 * come back. Constants are assigned again.
 */
final class LiveValues {
  private static final Map<String, String> PACKED =
      Map.of(
          TypeText.TENSOR, "torch.to(torch.clone(torch.detach(%s)), 6)",
          TypeText.INT, "torch.to(torch.tensor(%s), 6)",
          TypeText.FLOAT, "torch.tensor(%s)",
          TypeText.BOOL, "torch.to(torch.tensor(%s), 6)",
          TypeText.DEVICE, "torch.zeros([1], device=%s)",
          TypeText.INTS, "torch.to(torch.tensor(%s), 6)");

  private static final Map<String, String> UNPACKED =
      Map.of(
          TypeText.INT, "int(%s)",
          TypeText.FLOAT, "float(%s)",
          TypeText.BOOL, "bool(%s)",
          TypeText.DEVICE, "ops.prim.device(%s)");

  private final List<Assign> constants = new ArrayList<>();
  private final List<String> variables = new ArrayList<>();
  private final UnaryOperator<String> types;
  private final Tap tap;
  private final Layout layout;

  /** Whether tensors may be quantised: each is followed by its quantiser. */
  private final boolean quantised;

  /**
   * Finds the values that the statements after a tap read.
   *
   * @param layout that of the tapped output; the tokens before its places are carried, too
   * @param gradients unused where the network may be quantised
   */
  LiveValues(
      FlatProgram program, Tap tap, Layout layout, NetworkSource source, Gradients gradients) {
    this.tap = tap;
    this.layout = layout;
    this.quantised = gradients == Gradients.UNUSED;
    List<Statement> before = program.statements(0, tap.position());
    this.types = source.variableTypes(before);
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

  /**
   * A number, an attribute of a module, the name of a function, or the placeholder for a value of a
   * branch that raises.
   */
  private static boolean isConstant(Expression value) {
    return isPlaceholder(value) || isPlain(value);
  }

  private static boolean isPlaceholder(Expression value) {
    return value instanceof Call call && call.callee().text().equals("uninitialized");
  }

  private static boolean isPlain(Expression value) {
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
        .map(types)
        .filter(type -> !PACKED.containsKey(type) && !type.equals(TypeText.TENSORS))
        .filter(type -> TypeText.elementNumber(type).isEmpty())
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
    lines.add(list + " = [" + (quantised ? quantiser(tap.variable()) : "torch.zeros([1])") + "]");
    for (String variable : variables) {
      String type = types.apply(variable);
      if (type.equals(TypeText.TENSORS)) {
        String length = packed("torch.len(" + variable + ")", TypeText.INT);
        lines.add("_k = torch.append(" + list + ", " + length + ")");
        lines.add("for item in " + variable + ":");
        packed("item", TypeText.TENSOR, list).forEach(line -> lines.add("  " + line));
      } else {
        lines.addAll(packed(variable, type, list));
      }
    }
    if (layout.prefix() > 0) {
      lines.addAll(packed(LayoutText.prefix(layout, tap.variable()), TypeText.TENSOR, list));
    }
    return lines;
  }

  private List<String> packed(String variable, String type, String list) {
    boolean split = quantised && type.equals(TypeText.TENSOR);
    List<String> values =
        split
            ? List.of("(self).heatmill_dequantised(" + variable + ", )", quantiser(variable))
            : List.of(packed(variable, type));
    return values.stream().map(value -> "_k = torch.append(" + list + ", " + value + ")").toList();
  }

  private static String packed(String variable, String type) {
    boolean typed = TypeText.elementNumber(type).isPresent();
    return String.format(PACKED.get(typed ? TypeText.TENSOR : type), variable);
  }

  private static String quantiser(String variable) {
    return "(self).heatmill_quantiser(" + variable + ", )";
  }

  /**
   * The expression that gives the layer's output as the network has it, from the maps {@code a}.
   */
  private String restored() {
    String output = LayoutText.output(layout, "a", "carried[at]");
    return quantised ? requantised(output, "carried[0]") : output;
  }

  private static String requantised(String tensor, String quantiser) {
    return "(self).heatmill_requantised(" + tensor + ", " + quantiser + ", )";
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
      String type = types.apply(variable);
      switch (type) {
        case TypeText.TENSORS -> lines.addAll(unpackedTensors(variable));
        case TypeText.INTS -> lines.addAll(unpackedInts(variable));
        case TypeText.TENSOR -> lines.addAll(unpackedTensor(variable));
        default -> lines.add(variable + " = " + unpacked(type));
      }
      lines.add("at = torch.add(at, 1)");
    }
    lines.add(tap.variable() + " = " + restored());
    return lines;
  }

  private static String unpacked(String type) {
    return TypeText.elementNumber(type)
        .map(number -> "torch.to(carried[at], " + number + ")")
        .orElseGet(() -> String.format(UNPACKED.get(type), "carried[at]"));
  }

  private List<String> unpackedTensor(String variable) {
    return quantised
        ? List.of(
            variable + " = " + requantised("carried[at]", "carried[torch.add(at, 1)]"),
            "at = torch.add(at, 1)")
        : List.of(variable + " = torch.clone(carried[at])");
  }

  private List<String> unpackedTensors(String variable) {
    List<String> lines = new ArrayList<>();
    lines.add(variable + " = annotate(List[Tensor], [])");
    lines.add("for _i in range(int(carried[at])):");
    lines.add("  at = torch.add(at, 1)");
    String item = "torch.clone(carried[at])";
    if (quantised) {
      unpackedTensor("item").forEach(line -> lines.add("  " + line));
      item = "item";
    }
    lines.add("  _k = torch.append(" + variable + ", " + item + ")");
    return lines;
  }

  private static List<String> unpackedInts(String variable) {
    return List.of(
        variable + " = annotate(List[int], [])",
        "for i in range(torch.len(carried[at])):",
        "  _k = torch.append(" + variable + ", int(torch.select(carried[at], 0, i)))");
  }
}
