package io.github.heatmill.model.torchscript.archive;

import io.github.heatmill.model.program.Expression;
import io.github.heatmill.model.program.Expression.Attribute;
import io.github.heatmill.model.program.Expression.Call;
import io.github.heatmill.model.program.Expression.Literal;
import io.github.heatmill.model.program.Expression.Name;
import java.util.List;

/**
 * One module inside the network, with its path and its class. Several nodes may share a class.
 *
 * @param path attribute names from the network down, joined by dots; empty for the network itself
 */
public record ModuleNode(String path, ModuleClass type) {

  static ModuleNode root(ModuleClass type) {
    return new ModuleNode("", type);
  }

  public ModuleNode child(String name, ModuleClass childType) {
    return new ModuleNode(path.isEmpty() ? name : path + "." + name, childType);
  }

  /** The expression by which a method of the network refers to this module. */
  public Expression expression() {
    Expression result = new Name("self");
    for (String name : path.isEmpty() ? new String[0] : path.split("\\.")) {
      result = attribute(result, name);
    }
    return result;
  }

  /** The expression for an attribute of a module, whose name may be a number. */
  public static Expression attribute(Expression module, String name) {
    return name.matches("[A-Za-z_]\\w*")
        ? new Attribute(module, name)
        : new Call(new Name("getattr"), List.of(module, new Literal("\"" + name + "\"")));
  }

  public boolean isAbove(String otherPath) {
    return path.isEmpty() ? !otherPath.isEmpty() : otherPath.startsWith(path + ".");
  }
}
