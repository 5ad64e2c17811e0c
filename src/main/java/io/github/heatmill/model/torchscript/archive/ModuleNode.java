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
      result =
          name.matches("[A-Za-z_]\\w*")
              ? new Attribute(result, name)
              : new Call(new Name("getattr"), List.of(result, new Literal("\"" + name + "\"")));
    }
    return result;
  }

  public boolean isAbove(String otherPath) {
    return path.isEmpty() ? !otherPath.isEmpty() : otherPath.startsWith(path + ".");
  }
}
