package io.github.heatmill.model.torchscript.archive;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of one source file of an archive: classes, and functions beside them. */
public final class ArchiveSource {
  /** The beginning of a class, or of a function beside the classes. */
  private static final Pattern DEFINITION = Pattern.compile("(?m)^(?:class (\\w+)\\(|def )");

  private ArchiveSource() {}

  /** The name of the Python module that an entry of source text stands for. */
  public static String moduleName(String path) {
    return path.substring("code/".length(), path.length() - ".py".length()).replace('/', '.');
  }

  /** The classes of a file, by their qualified names. */
  static Map<String, ModuleClass> classes(String path, String source) {
    Map<String, ModuleClass> classes = new HashMap<>();
    Matcher matcher = DEFINITION.matcher(source);
    boolean more = matcher.find();
    while (more) {
      int start = matcher.start();
      String name = matcher.group(1);
      more = matcher.find();
      int end = more ? matcher.start() : source.length();
      if (name != null) {
        String qualified = moduleName(path) + "." + name;
        classes.put(qualified, ModuleClass.of(qualified, source.substring(start, end)));
      }
    }
    return classes;
  }

  /** The texts of the functions beside the classes, by their qualified names. */
  static Map<String, String> functions(String path, String source) {
    Map<String, String> functions = new HashMap<>();
    Matcher matcher = DEFINITION.matcher(source);
    boolean more = matcher.find();
    while (more) {
      int start = matcher.end();
      boolean function = matcher.group(1) == null;
      more = matcher.find();
      String text = source.substring(start, more ? matcher.start() : source.length());
      if (function) {
        functions.put(moduleName(path) + "." + text.substring(0, text.indexOf('(')), text);
      }
    }
    return functions;
  }

  /** The text of a function beside the classes; empty if there is none of this name. */
  static Optional<String> function(String source, String name) {
    String head = "def " + name + "(";
    int start = source.startsWith(head) ? 0 : source.indexOf("\n" + head) + 1;
    if (start == 0 && !source.startsWith(head)) {
      return Optional.empty();
    }
    Matcher next = DEFINITION.matcher(source);
    return Optional.of(
        source.substring(start, next.find(start + 1) ? next.start() : source.length()));
  }

  /** The methods go to the end of the class: where the next definition begins, or the file ends. */
  static String appended(String source, String className, String methods) {
    Matcher matcher = DEFINITION.matcher(source);
    int end = source.length();
    boolean inside = false;
    while (matcher.find()) {
      if (inside) {
        end = matcher.start();
        break;
      }
      inside = className.equals(matcher.group(1));
    }
    String before = source.substring(0, end);
    return before + (before.endsWith("\n") ? "" : "\n") + methods + source.substring(end);
  }
}
