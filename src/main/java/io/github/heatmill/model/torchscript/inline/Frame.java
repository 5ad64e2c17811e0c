package io.github.heatmill.model.torchscript.inline;

import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Attribute;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Literal;
import io.github.heatmill.model.program.Expression.Name;
import io.github.heatmill.model.torchscript.archive.Archive;
import io.github.heatmill.model.torchscript.archive.ModuleNode;
import io.github.heatmill.model.torchscript.syntax.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names of one inlined method: its variables with fresh names, and its aliases of modules. */
public final class Frame {
  private static final Method.Parameter SELF =
      new Method.Parameter("self", Optional.empty(), Optional.empty());

  private final Archive archive;
  private final ModuleNode self;
  private final Map<String, Expression> names = new HashMap<>();
  private final Map<String, ModuleNode> modules = new HashMap<>();
  private final Constants constants;

  Frame(Archive archive, ModuleNode self, Method method, String prefix) {
    this.archive = archive;
    this.self = self;
    this.constants = new Constants(archive, this::module);
    method.locals().forEach(local -> names.put(local, new Name(prefix + local)));
    alias(method.parameters().get(0).name(), self);
  }

  /** The names of a function beside the classes, which has no {@code self}. */
  static Frame ofFunction(Archive archive, Method function) {
    List<Method.Parameter> parameters = new ArrayList<>(List.of(SELF));
    parameters.addAll(function.parameters());
    Method method = new Method(function.name(), parameters, function.result(), function.body());
    return new Frame(archive, archive.root(), method, "");
  }

  /** A frame that knows the network's modules and no variable. */
  public static Frame ofModules(Archive archive) {
    Method nothing = new Method("", List.of(SELF), Optional.empty(), List.of());
    return new Frame(archive, archive.root(), nothing, "");
  }

  ModuleNode self() {
    return self;
  }

  /** The known values of the variables. */
  Constants constants() {
    return constants;
  }

  /** Records that a variable is an alias of a module, so that the program need not assign it. */
  void alias(String local, ModuleNode module) {
    modules.put(local, module);
    names.put(local, module.expression());
  }

  /** The module that an expression names, if it names one. */
  Optional<ModuleNode> module(Expression expression) {
    if (expression instanceof Name name) {
      return Optional.ofNullable(modules.get(name.name()));
    }
    if (expression instanceof Attribute attribute) {
      return module(attribute.base()).flatMap(base -> child(base, attribute.name()));
    }
    if (expression instanceof Call call
        && call.callee().text().equals("getattr")
        && call.arguments().size() == 2
        && call.arguments().get(1) instanceof Literal key) {
      String name = key.text().substring(1, key.text().length() - 1);
      return module(call.arguments().get(0)).flatMap(base -> child(base, name));
    }
    return Optional.empty();
  }

  private Optional<ModuleNode> child(ModuleNode parent, String name) {
    return Optional.ofNullable(parent.type().attributeTypes().get(name))
        .flatMap(archive::type)
        .map(type -> parent.child(name, type));
  }

  /** The module whose method a call runs, if it is a call of a module's method. */
  Optional<ModuleNode> calledModule(Expression expression) {
    return expression instanceof Call call && call.callee() instanceof Attribute attribute
        ? module(attribute.base())
        : Optional.empty();
  }

  /** The expression with this frame's variables under their fresh names. */
  Expression renamed(Expression expression) {
    return expression instanceof Name name
        ? names.getOrDefault(name.name(), name)
        : expression.withParts(this::renamed);
  }
}
