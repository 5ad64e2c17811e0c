package io.github.heatmill.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the tensors that a network returns.
 *
 * @param path its place, as {@link NetworkOutput#at} reads it
 * @param shape its shape
 */
public record OutputPart(String path, List<Integer> shape) {
  private static final Pattern LISTED = Pattern.compile("/?([^;]*?) \\[([\\d, ]*)\\];");

  public OutputPart {
    shape = List.copyOf(shape);
  }

  /** Reads the text that a network's parts are listed in, such as {@code "/logits [2, 10];"}. */
  public static List<OutputPart> parse(String listed) {
    List<OutputPart> parts = new ArrayList<>();
    Matcher each = LISTED.matcher(listed);
    while (each.find()) {
      List<Integer> shape =
          Arrays.stream(each.group(2).split(", "))
              .filter(length -> !length.isEmpty())
              .map(Integer::valueOf)
              .toList();
      parts.add(new OutputPart(each.group(1), shape));
    }
    return parts;
  }

  /**
   * Whether the part has a row of numbers for each image, which class scores have.
   *
   * @param images the number of images that the network saw
   */
  public boolean hasRows(int images) {
    return shape.size() >= 2
        && shape.get(0) == images
        && shape.subList(2, shape.size()).stream().allMatch(length -> length == 1);
  }

  /** Such as {@code logits (2, 10)}. */
  @Override
  public String toString() {
    return path + " " + shape.toString().replace('[', '(').replace(']', ')');
  }
}
