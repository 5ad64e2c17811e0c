package io.github.heatmill.model.generate;

import io.github.heatmill.model.program.TypeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the method {@link OpenedMethods#PARTS}, which lists what a network returns. */
public final class PartsText {
  private final List<String> lines = new ArrayList<>();
  private int variables;

  private PartsText() {}

  /**
   * The method.
   *
   * @param type the type of what the network returns
   */
  public static String of(String rootType, String type) {
    return of(rootType, type, "images");
  }

  /** The same for a network that takes one image without an axis of images. */
  public static String ofOneImage(String rootType, String type) {
    return of(rootType, type, "torch.squeeze(images, 0)");
  }

  private static String of(String rootType, String type, String input) {
    PartsText text = new PartsText();
    text.list("returned", type, "\"\"", "");
    return SourceTemplate.named("parts")
        .with("network", rootType)
        .with("input", input)
        .with("parts", text.lines)
        .methods();
  }

  /** Adds the lines for a value and everything in it; {@code path} is an expression. */
  private void list(String value, String type, String path, String indentation) {
    if (type.equals("Tensor")) {
      String shape = "torch.size(" + value + ")";
      lines.add(
          indentation + "text = torch.format(\"{}{} {};\", text, " + path + ", " + shape + ")");
    } else if (type.startsWith("Tuple[")) {
      List<String> types = TypeText.elements(type);
      for (int i = 0; i < types.size(); i++) {
        String element = TypeText.element(value, type, Integer.toString(i));
        list(element, types.get(i), step(path, Integer.toString(i)), indentation);
      }
    } else if (TypeText.optional(type).isPresent()) {
      unlessNone(value, TypeText.optional(type).get(), path, indentation);
    } else if (type.startsWith("List[")) {
      inLoop(value, value, TypeText.elements(type).get(0), path, indentation);
    } else {
      Optional<String> ofValues = TypeText.dictionaryValues(type);
      if (ofValues.isPresent()) {
        String keys = "keys" + variables;
        lines.add(indentation + keys + " = torch.keys(" + value + ")");
        inLoop(value, keys, ofValues.get(), path, indentation);
      }
    }
  }

  private void unlessNone(String value, String type, String path, String indentation) {
    String element = "e" + variables++;
    lines.add(indentation + element + " = " + value);
    lines.add(indentation + "if torch.__isnot__(" + element + ", None):");
    lines.add(indentation + "  pass");
    list("unchecked_cast(" + type + ", " + element + ")", type, path, indentation + "  ");
    lines.add(indentation + "else:");
    lines.add(indentation + "  pass");
  }

  /** A loop over the indices of a list, or over the keys of a dictionary. */
  private void inLoop(String value, String steps, String type, String path, String indentation) {
    String index = "i" + variables;
    String step = "s" + variables;
    String element = "e" + variables;
    variables++;
    String inner = indentation + "  ";
    lines.add(indentation + "for " + index + " in range(torch.len(" + steps + ")):");
    lines.add(inner + step + " = " + (steps.equals(value) ? index : steps + "[" + index + "]"));
    lines.add(inner + element + " = (" + value + ")[" + step + "]");
    list(element, type, step(path, step), inner);
  }

  private static String step(String path, String step) {
    return "torch.format(\"{}/{}\", " + path + ", " + step + ")";
  }
}
