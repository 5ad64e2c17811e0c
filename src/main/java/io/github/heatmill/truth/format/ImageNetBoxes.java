package io.github.heatmill.truth.format;

import io.github.heatmill.truth.AnnotatedObject;
import io.github.heatmill.truth.AnnotatedObject.Kind;
import io.github.heatmill.truth.Box;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the boxes of an image in ImageNet's {@code LOC_*_solution.csv}: {@code n01978287 240 170
 * 260 240}, a class and the corners, repeated. The corners are those of ImageNet's Pascal VOC
 * files, so numbers of pixels, counted from 1 and both inside.
 */
public final class ImageNetBoxes {
  private static final int WORDS = 5;

  private ImageNetBoxes() {}

  /**
   * Reads the column {@code PredictionString}; an empty text is an image without boxes.
   *
   * @throws IllegalArgumentException if words are missing, or a box is impossible
   */
  public static List<AnnotatedObject> parse(String predictionString) {
    if (predictionString.isBlank()) {
      return List.of();
    }
    String[] words = predictionString.strip().split("\\s+");
    if (words.length % WORDS != 0) {
      throw new IllegalArgumentException(
          "Invalid boxes: " + words.length + " words (must be a class and four numbers for each)");
    }
    List<AnnotatedObject> objects = new ArrayList<>();
    for (int i = 0; i < words.length; i += WORDS) {
      Box box =
          Box.ofPixels(
              number(words[i + 1]),
              number(words[i + 2]),
              number(words[i + 3]),
              number(words[i + 4]));
      objects.add(new AnnotatedObject(words[i], box, Kind.NORMAL));
    }
    return objects;
  }

  private static double number(String word) {
    try {
      return Double.parseDouble(word);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("Invalid corner: " + word + " (must be a number)", e);
    }
  }
}
