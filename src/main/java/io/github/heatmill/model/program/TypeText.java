package io.github.heatmill.model.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Types as TorchScript writes them. */
public final class TypeText {
  public static final String TENSOR = "Tensor";
  public static final String INT = "int";
  public static final String FLOAT = "float";
  public static final String BOOL = "bool";
  public static final String DEVICE = "Device";
  public static final String TENSORS = "List[Tensor]";
  public static final String INTS = "List[int]";

  private static final String DICTIONARY = "Dict[";
  private static final String TEXT = "str, ";
  private static final String KEY = "[^\"\\\\]+";
  private static final String OPTIONAL = "Optional[";
  private static final String CLASS = "__torch__.";

  private static final Pattern TENSOR_OF = Pattern.compile("Tensor\\((\\d+)\\)");

  private TypeText() {}

  /**
   * A tensor of another element type than float32, as values past a layer are described.
   *
   * @param number the element type by libtorch's number, such as 4 for int64
   */
  public static String tensorOf(int number) {
    return TENSOR + "(" + number + ")";
  }

  /** The number of the element type in {@link #tensorOf}; empty for other types. */
  public static Optional<String> elementNumber(String type) {
    Matcher matcher = TENSOR_OF.matcher(type);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /**
   * The types of the elements of a list or a tuple: one for a list, one for each element of a
   * tuple. The parts of a tensor, or of any other type, have that type.
   */
  public static List<String> elements(String type) {
    boolean container = type.startsWith("List[") || type.startsWith("Tuple[");
    return container && type.endsWith("]") ? inBrackets(type) : List.of(type);
  }

  /** Whether a type is a list, a tuple, or a class, which is a named tuple. */
  public static boolean isSequence(String type) {
    return List.of("List[", "Tuple[", CLASS).stream().anyMatch(type::startsWith);
  }

  /**
   * The expression for a part of a value.
   *
   * @param type of the value
   * @param step an index, or the key of a dictionary
   */
  public static String element(String value, String type, String step) {
    String index = type.startsWith(DICTIONARY + TEXT) ? '"' + step + '"' : step;
    return "(" + value + ")[" + index + "]";
  }

  /** The type of a part of a value; empty if a value of this type has no such part. */
  public static Optional<String> elementType(String type, String step) {
    if (type.startsWith(DICTIONARY) && type.endsWith("]")) {
      return dictionaryValues(type)
          .filter(of -> step.matches(type.startsWith(DICTIONARY + TEXT) ? KEY : "-?\\d{1,18}"));
    }
    if (!isSequence(type) || !step.matches("\\d{1,4}")) {
      return Optional.empty();
    }
    int index = Integer.parseInt(step);
    if (type.startsWith(CLASS)) {
      return Optional.of("Tensor"); // The fields of outputs such as torchvision's.
    }
    List<String> elements = elements(type);
    return type.startsWith("List[")
        ? Optional.of(elements.get(0))
        : Optional.of(elements).filter(all -> index < all.size()).map(all -> all.get(index));
  }

  /**
   * The type of a dictionary's values; empty if its keys are neither text nor whole numbers, or it
   * is no dictionary.
   */
  public static Optional<String> dictionaryValues(String type) {
    return type.startsWith(DICTIONARY + TEXT) || type.startsWith(DICTIONARY + "int, ")
        ? Optional.of(inBrackets(type).get(1))
        : Optional.empty();
  }

  /** Whether a type is a dictionary of tensors: a key that holds a slash is then no path. */
  public static boolean isDictionaryOfTensors(String type) {
    return dictionaryValues(type).map(of -> optional(of).orElse(of)).equals(Optional.of("Tensor"));
  }

  /** The type of a value that may be None, where it is not; empty if it cannot be None. */
  public static Optional<String> optional(String type) {
    return type.startsWith(OPTIONAL) ? Optional.of(inBrackets(type).get(0)) : Optional.empty();
  }

  private static List<String> inBrackets(String type) {
    return split(type.substring(type.indexOf('[') + 1, type.length() - 1));
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
