package io.github.heatmill.model.torchscript.inline;

import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Attribute;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Choice;
import io.github.heatmill.model.program.Expression.Literal;
import io.github.heatmill.model.program.Expression.Name;
import io.github.heatmill.model.program.Expression.Operation;
import io.github.heatmill.model.program.Expression.Sequence;
import io.github.heatmill.model.program.Expression.Subscript;
import io.github.heatmill.model.program.FlatProgram;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.Statement.Assign;
import io.github.heatmill.model.program.TypeText;
import io.github.heatmill.model.torchscript.syntax.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The types of a flat program's variables. The saved text does not contain them. libtorch infers
 * them, and so does this class, for the values that heads read. libtorch refuses a wrong guess when
 * it loads the file, so that no guess can change a result.
 */
public final class ValueTypes {

  private static final Set<String> CASTS = Set.of("annotate", "unchecked_cast");
  private static final Set<String> NUMBERS = Set.of(TypeText.INT, TypeText.FLOAT, TypeText.BOOL);
  private static final Set<String> COUNTS = Set.of("torch.len", "torch.dim", "ops.prim.dtype");
  private static final Set<String> DEVICES = Set.of("torch.device", "ops.prim.device");
  private static final Set<String> SPLITS =
      Set.of("torch.chunk", "torch.split", "torch.split_with_sizes", "torch.unbind");
  private static final Set<String> TESTS =
      Set.of("torch.__is__", "torch.__isnot__", "torch.__not__", "ops.prim.is_cuda");
  private static final Set<String> COMPARISONS =
      Set.of("torch.eq", "torch.ne", "torch.lt", "torch.le", "torch.gt", "torch.ge");
  private static final Set<String> ARITHMETIC =
      Set.of(
          "torch.add", "torch.sub", "torch.mul", "torch.floordiv", "torch.remainder", "torch.neg");

  private final Frame modules;
  private final Map<String, String> known = new HashMap<>();

  /**
   * Infers the types of everything that the statements assign.
   *
   * @param modules resolves the modules that expressions name
   */
  public ValueTypes(List<Statement> statements, Frame modules) {
    this.modules = modules;
    known.put(FlatProgram.INPUT, TypeText.TENSOR);
    statements.forEach(this::read);
  }

  /** The type of a variable; a tensor unless another type was inferred. */
  public String of(String variable) {
    return known.getOrDefault(variable, TypeText.TENSOR);
  }

  private void read(Statement statement) {
    if (statement instanceof Assign assign) {
      String type = assign.type().map(Expression::text).orElseGet(() -> of(assign.value()));
      if (assign.target() instanceof Name name) {
        // A variable that a branch sets once more keeps its type.
        known.putIfAbsent(name.name(), type);
      } else if (assign.target() instanceof Sequence several) {
        several(several.items(), type);
      }
    }
    statement.nested().forEach(this::read);
  }

  private void several(List<Expression> targets, String type) {
    List<String> types = TypeText.elements(type);
    for (int i = 0; i < targets.size(); i++) {
      if (targets.get(i) instanceof Name name) {
        known.putIfAbsent(name.name(), types.get(Math.min(i, types.size() - 1)));
      }
    }
  }

  private String of(Expression value) {
    if (value instanceof Name name) {
      return Set.of("True", "False").contains(name.name()) ? TypeText.BOOL : of(name.name());
    }
    if (value instanceof Literal literal) {
      return literal.text().matches("-?\\d+")
          ? TypeText.INT
          : literal.text().startsWith("\"") ? "str" : TypeText.FLOAT;
    }
    if (value instanceof Attribute attribute) {
      return attribute(attribute);
    }
    if (value instanceof Sequence sequence) {
      return sequence(sequence);
    }
    if (value instanceof Subscript part) {
      return TypeText.elements(of(part.base())).get(0);
    }
    if (value instanceof Choice choice) {
      return of(choice.yes());
    }
    if (value instanceof Operation operation) {
      return arithmetic(operation.operands().stream());
    }
    return value instanceof Call call ? call(call) : TypeText.TENSOR;
  }

  private String attribute(Attribute attribute) {
    return modules
        .module(attribute.base())
        .map(
            module ->
                module.type().attributeTypes().getOrDefault(attribute.name(), TypeText.TENSOR))
        .orElse(TypeText.TENSOR);
  }

  private String sequence(Sequence sequence) {
    List<String> types = sequence.items().stream().map(this::of).toList();
    return sequence.list()
        ? "List[" + (types.isEmpty() ? TypeText.TENSOR : types.get(0)) + "]"
        : "Tuple[" + String.join(", ", types) + "]";
  }

  private String call(Call call) {
    String callee = call.callee().text();
    List<Expression> arguments = call.arguments();
    if (CASTS.contains(callee)) {
      return arguments.get(0).text();
    }
    if (NUMBERS.contains(callee)) {
      return callee;
    }
    if (callee.equals("torch.size")) {
      return arguments.size() == 1 ? TypeText.INTS : TypeText.INT;
    }
    if (COUNTS.contains(callee)) {
      return TypeText.INT;
    }
    if (DEVICES.contains(callee)) {
      return TypeText.DEVICE;
    }
    if (SPLITS.contains(callee)) {
      return TypeText.TENSORS;
    }
    if (TESTS.contains(callee)) {
      return TypeText.BOOL;
    }
    if (COMPARISONS.contains(callee)) {
      return arithmetic(arguments.stream()).equals(TypeText.TENSOR)
          ? TypeText.TENSOR
          : TypeText.BOOL;
    }
    return ARITHMETIC.contains(callee) ? arithmetic(arguments.stream()) : called(call);
  }

  private String called(Call call) {
    return modules
        .calledModule(call)
        .flatMap(module -> module.type().method(((Attribute) call.callee()).name()))
        .flatMap(Method::result)
        .map(Expression::text)
        .orElse(TypeText.TENSOR);
  }

  private String arithmetic(Stream<Expression> operands) {
    List<String> types = operands.map(this::of).toList();
    if (!NUMBERS.containsAll(types)) {
      return types.stream()
          .filter(type -> !NUMBERS.contains(type))
          .findFirst()
          .orElse(TypeText.TENSOR);
    }
    return types.contains(TypeText.FLOAT)
        ? TypeText.FLOAT
        : types.contains(TypeText.INT) ? TypeText.INT : TypeText.BOOL;
  }
}
