package io.github.heatmill.model;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.model.output.NetworkOutput;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * The description of a network besides its weights: the preprocessing of its input and the names of
 * its classes.
 *
 * @param classNames in the order of the logits; empty when unknown
 * @param output where the class scores are in what the network returns, and what they mean
 */
public record ModelCard(Preprocessing preprocessing, List<String> classNames, NetworkOutput output)
    implements Serializable {
  public ModelCard {
    classNames = List.copyOf(classNames);
  }

  /** Describes a network that returns logits of classes. */
  public ModelCard(Preprocessing preprocessing, List<String> classNames) {
    this(preprocessing, classNames, NetworkOutput.LOGITS);
  }

  /** The same with another preprocessing. */
  public ModelCard with(Preprocessing other) {
    return new ModelCard(other, classNames, output);
  }

  /** The same network with another output. */
  public ModelCard with(NetworkOutput other) {
    return new ModelCard(preprocessing, classNames, other);
  }

  /** The name of a class or of a contrast, or the index where names are unknown. */
  public String className(int index) {
    if (output.contrast().isPresent() && index == output.contrast().classes()) {
      return output.contrast().name();
    }
    return index < classNames.size() ? classNames.get(index) : Integer.toString(index);
  }

  /**
   * The class for a dataset's label: a class's name, the first word of it (as in {@code n01440764
   * tench}), or an index. White space and quotes around it do not matter, and {@code 5.0} is 5.
   *
   * @return -1 if there is none
   */
  public int classIndex(String label) {
    int index = exactIndex(label);
    return index >= 0 ? index : exactIndex(plain(label));
  }

  /** The first class whose name differs from a label in upper and lower case alone. */
  public Optional<String> classInOtherCase(String label) {
    return classNames.stream().filter(name -> name.equalsIgnoreCase(label)).findFirst();
  }

  /** The label without what programs add to it: white space, quotes, and zeros after the point. */
  private static String plain(String label) {
    String text = label.strip();
    if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
      text = text.substring(1, text.length() - 1).strip();
    }
    return text.matches("\\d{1,9}\\.0+") ? text.substring(0, text.indexOf('.')) : text;
  }

  private int exactIndex(String label) {
    if (classNames.contains(label)) {
      return classNames.indexOf(label);
    }
    for (int i = 0; i < classNames.size(); i++) {
      if (classNames.get(i).startsWith(label + " ")) {
        return i;
      }
    }
    boolean index = label.matches("\\d{1,9}");
    return index && (classNames.isEmpty() || Integer.parseInt(label) < classNames.size())
        ? Integer.parseInt(label)
        : -1;
  }
}
