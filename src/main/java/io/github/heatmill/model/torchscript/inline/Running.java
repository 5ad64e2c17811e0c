package io.github.heatmill.model.torchscript.inline;

import io.github.heatmill.model.program.ConstantRules;
import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Attribute;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Name;
import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.Statement.Assign;
import io.github.heatmill.model.program.Statement.If;
import io.github.heatmill.model.program.UnreadableSourceException;
import io.github.heatmill.model.program.origin.Routine;
import io.github.heatmill.model.torchscript.archive.Archive;
import io.github.heatmill.model.torchscript.archive.ModuleNode;
import io.github.heatmill.model.torchscript.syntax.Method;
import io.github.heatmill.model.torchscript.syntax.Method.Parameter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One method or function of a network while the program is read, with the values that it got. */
public final class Running implements Routine {
  private static final String QUALIFIED = "__torch__.";

  private final Archive archive;
  private final Method method;
  private final Frame frame;
  private final String name;
  private final Map<String, Expression> arguments = new HashMap<>();
  private final Map<String, String> functions = new HashMap<>();

  private Running(Archive archive, String name, Method method, Frame frame) {
    this.archive = archive;
    this.name = name;
    this.method = method;
    this.frame = frame;
  }

  /**
   * The network's own forward.
   *
   * @throws UnreadableSourceException if it cannot be read
   */
  public static Running forward(Archive archive) {
    ModuleNode root = archive.root();
    Method method =
        root.type()
            .method("forward")
            .orElseThrow(() -> new UnreadableSourceException("the network has no forward"));
    Running running = new Running(archive, "forward", method, new Frame(archive, root, method, ""));
    running.read();
    return running;
  }

  /** The path of the module whose method a call runs; empty for functions and operators. */
  Optional<String> calledPath(Call call) {
    return frame.calledModule(call).map(ModuleNode::path);
  }

  /** The method or function that a call in this one runs; empty for operators. */
  @Override
  public Optional<Running> called(Call call) {
    try {
      Optional<ModuleNode> module = frame.calledModule(call);
      return module.isPresent()
          ? ofModule(module.get(), call)
          : archive.function(callee(call)).map(function -> ofFunction(function, call));
    } catch (UnreadableSourceException e) {
      return Optional.empty(); // Its text stays unknown.
    }
  }

  private Optional<Running> ofModule(ModuleNode module, Call call) {
    String methodName = ((Attribute) call.callee()).name();
    return module
        .type()
        .method(methodName)
        .map(
            called ->
                new Running(
                        archive,
                        module.path() + "/" + methodName,
                        called,
                        new Frame(archive, module, called, ""))
                    .with(called.parameters().subList(1, called.parameters().size()), call, this));
  }

  private Running ofFunction(Method function, Call call) {
    return new Running(archive, callee(call), function, Frame.ofFunction(archive, function))
        .with(function.parameters(), call, this);
  }

  private Running with(List<Parameter> parameters, Call call, Running caller) {
    for (int i = 0; i < parameters.size(); i++) {
      Expression value = ArgumentBinding.value(parameters.get(i), i, call.arguments());
      arguments.put(parameters.get(i).name(), value);
      frame.constants().know(parameters.get(i).name(), caller.value(value));
    }
    read();
    return this;
  }

  /**
   * Reads which variables name modules and functions, and the values of those that are assigned
   * once.
   */
  private void read() {
    method.body().forEach(this::readNames);
    Set<String> assigned = new HashSet<>(arguments.keySet());
    readValues(method.body(), assigned);
  }

  private void readValues(List<Statement> body, Set<String> assigned) {
    for (Statement statement : body) {
      if (statement instanceof Assign assign
          && assign.target() instanceof Name target
          && assigned.add(target.name())) {
        frame.constants().assign(target.name(), assign.value());
      } else if (statement instanceof Assign) {
        frame.constants().forget(statement);
        statement.assigned().forEach(assigned::add);
      } else {
        readValues(reachable(statement), assigned);
      }
    }
  }

  private void readNames(Statement statement) {
    if (statement instanceof Assign assign && assign.target() instanceof Name target) {
      frame.module(assign.value()).ifPresent(module -> frame.alias(target.name(), module));
      if (assign.value() instanceof Attribute && assign.value().text().startsWith(QUALIFIED)) {
        functions.put(target.name(), assign.value().text());
      }
    }
    statement.nested().forEach(this::readNames);
  }

  /** The statements. */
  @Override
  public List<Statement> body() {
    return method.body();
  }

  /** What the caller gives for a parameter; empty if this is none. */
  @Override
  public Optional<Expression> argument(String parameter) {
    return Optional.ofNullable(arguments.get(parameter));
  }

  /** The value of an expression, if it is known before the network runs. */
  @Override
  public Optional<Object> value(Expression expression) {
    return frame.constants().value(expression);
  }

  /** The nested statements that may run, as far as is known before the network runs. */
  List<Statement> reachable(Statement statement) {
    return statement instanceof If choice
        ? decided(choice).orElseGet(choice::nested)
        : statement.nested();
  }

  /** The statements that a condition leads to, if its result is known before the network runs. */
  @Override
  public Optional<List<Statement>> decided(If choice) {
    return frame
        .constants()
        .condition(choice.condition())
        .map(yes -> yes ? choice.yes() : choice.no());
  }

  /** The qualified name of the operator, function or class that is called. */
  String callee(Call call) {
    String text = call.callee().text();
    return functions.getOrDefault(text, text);
  }

  /** Whether a call makes a named tuple of its arguments. */
  @Override
  public boolean makesTuple(Call call) {
    return archive.type(callee(call)).filter(type -> type.methods().isEmpty()).isPresent();
  }

  /** The same for two calls whose results are known to depend on the same constants. */
  String identity() {
    Map<String, Object> known = new TreeMap<>();
    for (String parameter : arguments.keySet()) {
      Optional<Object> value = value(new Name(parameter));
      value.ifPresent(v -> known.put(parameter, v == ConstantRules.NONE ? "None" : v));
    }
    return name + known;
  }
}
