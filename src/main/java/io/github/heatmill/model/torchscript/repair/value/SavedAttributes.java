package io.github.heatmill.model.torchscript.repair.value;

import io.github.heatmill.model.torchscript.archive.Archive;
import io.github.heatmill.model.torchscript.archive.ModuleNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The values that the modules of a class have for an attribute, where no method assigns it. */
public final class SavedAttributes {
  private static final String TRAINING = "training";

  private final Map<String, Map<String, Values>> byClass = new HashMap<>();

  public SavedAttributes(Archive archive) {
    Stream.concat(Stream.of(archive.root()), archive.modules())
        .forEach(
            node ->
                node.type()
                    .attributeTypes()
                    .keySet()
                    .forEach(
                        name ->
                            byClass
                                .computeIfAbsent(node.type().name(), c -> new HashMap<>())
                                .merge(name, value(archive, node, name), Values::or)));
  }

  private static Values value(Archive archive, ModuleNode node, String name) {
    return name.equals(TRAINING) || node.type().assigns(name)
        ? Values.ANY
        : archive.attribute(node, name).map(value -> Values.of(Set.of(value))).orElse(Values.ANY);
  }

  /** The values of an attribute of a class; empty names stand for functions. */
  public Values of(String className, String attribute) {
    return byClass.getOrDefault(className, Map.of()).getOrDefault(attribute, Values.ANY);
  }
}
