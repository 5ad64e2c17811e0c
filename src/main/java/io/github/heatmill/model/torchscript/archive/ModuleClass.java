package io.github.heatmill.model.torchscript.archive;

import io.github.heatmill.model.program.UnreadableSourceException;
import io.github.heatmill.model.torchscript.syntax.Method;
import io.github.heatmill.model.torchscript.syntax.MethodParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A class of an archive: the types of its attributes and the source text of its methods, in the
 * order in which they stand there.
 */
public final class ModuleClass {
  private static final Pattern ATTRIBUTE =
      Pattern.compile("(?m)^  (?:(\\w+) : |__annotations__\\[\"([^\"]+)\"\\] = )(.+)$");
  private static final Pattern PARAMETERS = Pattern.compile("(?m)^  __parameters__ = \\[(.*)\\]$");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");
  private static final Pattern METHOD = Pattern.compile("(?m)^  def (\\w+)\\(");
  private static final Pattern MANGLE = Pattern.compile("___torch_mangle_\\d+\\.");

  private final String name;
  private final Map<String, String> attributeTypes = new LinkedHashMap<>();
  private final List<String> parameters = new ArrayList<>();
  private final Map<String, String> methodSources = new LinkedHashMap<>();

  private ModuleClass(String name) {
    this.name = name;
  }

  /**
   * Reads a class; {@code source} is the text from its {@code class} line to the next class or the
   * end of the file.
   */
  static ModuleClass of(String qualifiedName, String source) {
    ModuleClass result = new ModuleClass(qualifiedName);
    Matcher method = METHOD.matcher(source);
    int end = method.find() ? method.start() : source.length();
    Matcher attribute = ATTRIBUTE.matcher(source.substring(0, end));
    while (attribute.find()) {
      String key = attribute.group(1) != null ? attribute.group(1) : attribute.group(2);
      result.attributeTypes.put(key, attribute.group(3).strip());
    }
    Matcher parameters = PARAMETERS.matcher(source.substring(0, end));
    if (parameters.find()) {
      QUOTED.matcher(parameters.group(1)).results().forEach(r -> result.parameters.add(r.group(1)));
    }
    while (end < source.length()) {
      String methodName = method.group(1);
      int start = end;
      end = method.find() ? method.start() : source.length();
      result.methodSources.put(methodName, source.substring(start, end));
    }
    return result;
  }

  /** The qualified name, such as {@code __torch__.torchvision.models.resnet.ResNet}. */
  public String name() {
    return name;
  }

  /**
   * The name as the author of the model wrote it, such as {@code torchvision.models.resnet.ResNet}.
   */
  public String originalName() {
    return MANGLE.matcher(name).replaceAll("").replaceFirst("^__torch__\\.", "");
  }

  /** The types of the attributes by name: parameters, buffers, constants and submodules. */
  public Map<String, String> attributeTypes() {
    return attributeTypes;
  }

  /** The names of the module's own learned tensors, such as {@code weight}, without buffers. */
  public List<String> parameters() {
    return parameters;
  }

  /** Whether any method assigns this attribute, so that its saved value may change. */
  public boolean assigns(String attribute) {
    return methodSources.values().stream()
        .anyMatch(source -> source.contains("self." + attribute + " = "));
  }

  /** Whether the text of any method has a property. */
  boolean anyMethod(Predicate<String> property) {
    return methodSources.values().stream().anyMatch(property);
  }

  /** The names of its methods; none for a named tuple. */
  public Set<String> methods() {
    return methodSources.keySet();
  }

  /**
   * Reads a method.
   *
   * @throws UnreadableSourceException if it uses unknown syntax
   */
  public Optional<Method> method(String methodName) {
    return Optional.ofNullable(methodSources.get(methodName)).map(MethodParser::method);
  }
}
