package io.github.heatmill.model.torchscript.repair;

import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.Statement.Assign;
import io.github.heatmill.model.torchscript.archive.ModuleClass;
import io.github.heatmill.model.torchscript.syntax.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A method or function whose text is rewritten, and the names of functions that it uses. */
final class Scope {
  private static final Pattern MANGLE = Pattern.compile("___torch_mangle_\\d+\\.");
  private static final String QUALIFIED = "__torch__.";

  private final Method method;
  private final Optional<ModuleClass> owner;
  private final Map<String, Expression> values = new HashMap<>();

  /**
   * Reads the names that the method gives to functions and objects.
   *
   * @param owner the class of the method; empty for a function
   */
  Scope(Method method, Optional<ModuleClass> owner) {
    this.method = method;
    this.owner = owner;
    method.body().forEach(this::read);
  }

  private void read(Statement statement) {
    if (statement instanceof Assign assign
        && assign.target() instanceof Expression.Name name
        && assign.value().text().startsWith(QUALIFIED)) {
      values.put(name.name(), assign.value());
    }
    statement.nested().forEach(this::read);
  }

  Method method() {
    return method;
  }

  /** The class of the method; empty for a function. */
  Optional<ModuleClass> owner() {
    return owner;
  }

  /** The qualified name of the function that a call runs, without the marks of copied classes. */
  String callee(Call call) {
    return MANGLE.matcher(qualified(call)).replaceAll("");
  }

  /** The qualified name of the function that a call runs. */
  String qualified(Call call) {
    return value(call.callee()).text();
  }

  /** The class of an object that this method makes, such as {@code no_grad}; else empty. */
  String madeClass(Expression object) {
    String made = value(object).text();
    int end = made.indexOf(".__new__(");
    return end < 0 ? "" : made.substring(made.lastIndexOf('.', end - 1) + 1, end);
  }

  private Expression value(Expression expression) {
    return expression instanceof Expression.Name name
        ? values.getOrDefault(name.name(), expression)
        : expression;
  }
}
