package io.github.heatmill.model.card;

import io.github.heatmill.image.Preprocessing;
import java.util.List;
import java.util.Map;

/**
 * What one file says of a model.
 *
 * @param preprocessing the preprocessing of its input
 * @param classNames in the order of the logits; empty when the file names none
 * @param notes sentences for the user: what the file says that is unusual, or is not read
 * @param settings other values of the file, by key
 */
record Description(
    Preprocessing preprocessing,
    List<String> classNames,
    List<String> notes,
    Map<String, String> settings) {
  Description {
    classNames = List.copyOf(classNames);
    notes = List.copyOf(notes);
    settings = Map.copyOf(settings);
  }

  static Description of(Preprocessing preprocessing, List<String> classNames, List<String> notes) {
    return new Description(preprocessing, classNames, notes, Map.of());
  }
}
