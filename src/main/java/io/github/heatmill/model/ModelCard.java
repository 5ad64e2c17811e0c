package io.github.heatmill.model;

import io.github.heatmill.image.Preprocessing;
import java.io.Serializable;
import java.util.List;

/**
 * The description of a network besides its weights: the preprocessing of its input and the names of
 * its classes.
 *
 * @param classNames in the order of the logits; empty when unknown
 */
public record ModelCard(Preprocessing preprocessing, List<String> classNames)
    implements Serializable {
  public ModelCard {
    classNames = List.copyOf(classNames);
  }

  /** The name of a class, or its index where names are unknown. */
  public String className(int index) {
    return index < classNames.size() ? classNames.get(index) : Integer.toString(index);
  }

  /**
   * The class for a dataset's label: a class's name, the first word of it (as in {@code n01440764
   * tench}), or an index.
   *
   * @return -1 if there is none
   */
  public int classIndex(String label) {
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
