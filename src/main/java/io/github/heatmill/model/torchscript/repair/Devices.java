package io.github.heatmill.model.torchscript.repair;

import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Attribute;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Literal;
import io.github.heatmill.model.program.Expression.Name;
import io.github.heatmill.model.source.Counts;
import io.github.heatmill.model.torchscript.archive.Archive;
import io.github.heatmill.model.torchscript.archive.ModuleClass;
import io.github.heatmill.model.torchscript.archive.ModuleNode;
import io.github.heatmill.model.torchscript.syntax.Method.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Replaces the devices that the text names by the device on which the network works: that of a
 * tensor of the module, or else of the first tensor that the method takes.
 */
final class Devices implements Rewriting {
  private static final String TENSOR = "Tensor";

  private final Archive archive;
  private final Counts changed = new Counts();

  Devices(Archive archive) {
    this.archive = archive;
  }

  @Override
  public Expression expression(Expression expression, Scope scope) {
    if (expression instanceof Call call
        && call.callee().text().equals("torch.device")
        && call.arguments().size() == 1
        && call.arguments().get(0) instanceof Literal literal) {
      String device = literal.text().replaceAll("[\"']", "");
      if (!device.equals("cpu")) {
        changed.add(device);
      }
      return tensor(scope).<Expression>map(Devices::deviceOf).orElseGet(Devices::cpu);
    }
    return expression;
  }

  private static Call deviceOf(Expression tensor) {
    return new Call(
        new Attribute(new Attribute(new Name("ops"), "prim"), "device"), List.of(tensor));
  }

  private static Call cpu() {
    return new Call(new Attribute(new Name("torch"), "device"), List.of(new Literal("\"cpu\"")));
  }

  private Optional<Expression> tensor(Scope scope) {
    List<Parameter> parameters = scope.method().parameters();
    Optional<Expression> own =
        scope.owner().flatMap(type -> tensor(new Name(parameters.get(0).name()), type));
    return own.or(
        () ->
            parameters.stream()
                .filter(p -> p.type().map(type -> type.text().equals(TENSOR)).orElse(false))
                .<Expression>map(p -> new Name(p.name()))
                .findFirst());
  }

  /** A tensor of a module, or of a module inside it. */
  private Optional<Expression> tensor(Expression module, ModuleClass type) {
    return type.attributeTypes().entrySet().stream()
        .flatMap(
            attribute -> {
              Expression value = ModuleNode.attribute(module, attribute.getKey());
              return attribute.getValue().equals(TENSOR)
                  ? Stream.of(value)
                  : archive.type(attribute.getValue()).flatMap(t -> tensor(value, t)).stream();
            })
        .findFirst();
  }

  @Override
  public List<String> notes() {
    return changed.isEmpty()
        ? List.of()
        : List.of("devices named in the code replaced (" + changed.text() + ")");
  }
}
