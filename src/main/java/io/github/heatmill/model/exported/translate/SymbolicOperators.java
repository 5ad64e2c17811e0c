package io.github.heatmill.model.exported.translate;

import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Attribute;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Name;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arithmetic on sizes that a graph has between its calls of operators. */
final class SymbolicOperators {
  /** The functions of TorchScript, by the name of the Python function. */
  private static final Map<String, String> FUNCTIONS =
      Map.ofEntries(
          Map.entry("_operator.add", "torch.add"),
          Map.entry("_operator.sub", "torch.sub"),
          Map.entry("_operator.mul", "torch.mul"),
          Map.entry("_operator.floordiv", "torch.floordiv"),
          Map.entry("_operator.truediv", "torch.div"),
          Map.entry("_operator.mod", "torch.remainder"),
          Map.entry("_operator.pow", "torch.pow"),
          Map.entry("_operator.neg", "torch.neg"),
          Map.entry("_operator.pos", "int"),
          Map.entry("_operator.eq", "torch.eq"),
          Map.entry("_operator.ne", "torch.ne"),
          Map.entry("_operator.lt", "torch.lt"),
          Map.entry("_operator.le", "torch.le"),
          Map.entry("_operator.gt", "torch.gt"),
          Map.entry("_operator.ge", "torch.ge"),
          Map.entry("_operator.and_", "torch.__and__"),
          Map.entry("_operator.or_", "torch.__or__"),
          Map.entry("_operator.not_", "torch.__not__"),
          Map.entry("torch.sym_not", "torch.__not__"),
          Map.entry("torch.sym_float", "float"),
          Map.entry("torch.sym_int", "int"),
          Map.entry("torch.sym_max", "ops.prim.max"),
          Map.entry("torch.sym_min", "ops.prim.min"),
          Map.entry("torch._sym_sqrt", "torch.sqrt"),
          Map.entry("builtins.max", "ops.prim.max"),
          Map.entry("builtins.min", "ops.prim.min"),
          Map.entry("math.trunc", "int"),
          Map.entry("math.floor", "torch.floor"),
          Map.entry("math.ceil", "torch.ceil"));

  private SymbolicOperators() {}

  /** Whether a call is arithmetic on sizes. */
  static boolean holds(String target) {
    return FUNCTIONS.containsKey(target);
  }

  /** The call of TorchScript. */
  static Expression call(String target, List<Expression> arguments) {
    Expression callee = null;
    for (String part : FUNCTIONS.get(target).split("\\.")) {
      callee = callee == null ? new Name(part) : new Attribute(callee, part);
    }
    return new Call(Optional.ofNullable(callee).orElseThrow(), arguments);
  }
}
