package io.github.heatmill.model.program;

import java.util.ArrayList;
import java.util.List;

/** Types as TorchScript writes them. */
public final class TypeText {

  private TypeText() {}

  /**
   * The types of the elements of a list or a tuple: one for a list, one for each element of a
   * tuple. The parts of a tensor, or of any other type, have that type.
   */
  public static List<String> elements(String type) {
    boolean container = type.startsWith("List[") || type.startsWith("Tuple[");
    return container && type.endsWith("]")
        ? split(type.substring(type.indexOf('[') + 1, type.length() - 1))
        : List.of(type);
  }

  private static List<String> split(String types) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < types.length(); i++) {
      char c = types.charAt(i);
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(types.substring(start, i).strip());
        start = i + 1;
      }
    }
    parts.add(types.substring(start).strip());
    return parts;
  }
}
