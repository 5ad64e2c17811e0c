package io.github.heatmill.model.torchscript.repair;

import io.github.heatmill.model.torchscript.archive.Archive;
import io.github.heatmill.model.torchscript.archive.ModuleNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Turns parameters that hold no floating-point numbers into buffers, because an engine that
 * prepares parameters for gradients refuses them.
 */
final class IntegerParameters {
  private static final Set<String> FLOATING =
      Set.of(
          "torch.FloatStorage",
          "torch.DoubleStorage",
          "torch.HalfStorage",
          "torch.BFloat16Storage",
          "torch.ComplexFloatStorage",
          "torch.ComplexDoubleStorage");

  private static final Pattern LISTS =
      Pattern.compile("(?m)^  __parameters__ = \\[(.*)\\]\n  __buffers__ = \\[(.*)\\]$");

  private final Map<String, Set<String>> byClass = new HashMap<>();

  IntegerParameters(Archive archive) {
    Stream.concat(Stream.of(archive.root()), archive.modules())
        .forEach(
            node ->
                node.type().parameters().stream()
                    .filter(name -> isInteger(archive, node, name))
                    .forEach(
                        name ->
                            byClass
                                .computeIfAbsent(node.type().name(), c -> new TreeSet<>())
                                .add(name)));
  }

  private static boolean isInteger(Archive archive, ModuleNode node, String name) {
    return archive
        .tensor(node, name)
        .map(tensor -> archive.storages().get("data/" + tensor.storage()))
        .map(type -> !FLOATING.contains(type))
        .orElse(false);
  }

  /**
   * The text of a source file with these parameters among the buffers.
   *
   * @param module the name of the Python module that the file stands for
   */
  String in(String module, String source) {
    String result = source;
    for (Map.Entry<String, Set<String>> entry : byClass.entrySet()) {
      String prefix = module + ".";
      String name = entry.getKey();
      if (name.startsWith(prefix) && name.indexOf('.', prefix.length()) < 0) {
        result = moved(result, name.substring(prefix.length()), List.copyOf(entry.getValue()));
      }
    }
    return result;
  }

  private static String moved(String source, String className, List<String> names) {
    int start = source.indexOf("class " + className + "(");
    Matcher lists = LISTS.matcher(source);
    if (start < 0 || !lists.find(start)) {
      return source;
    }
    String parameters = lists.group(1);
    String buffers = lists.group(2);
    for (String name : names) {
      parameters = parameters.replace("\"" + name + "\", ", "");
      buffers += "\"" + name + "\", ";
    }
    return source.substring(0, lists.start())
        + "  __parameters__ = ["
        + parameters
        + "]\n  __buffers__ = ["
        + buffers
        + "]"
        + source.substring(lists.end());
  }
}
