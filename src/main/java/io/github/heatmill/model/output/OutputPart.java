package io.github.heatmill.model.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One of the tensors that a network returns.
 *
 * @param path its place, as {@link NetworkOutput#at} reads it
 * @param shape its shape
 */
public record OutputPart(String path, List<Integer> shape) {
  private static final Pattern LISTED = Pattern.compile("(?s)/?(.*?) \\[([\\d, ]*)\\];");

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
    return hasRowsAlongAnyAxis(images) && classes() == shape.get(1);
  }

  /** The same for numbers along any axis that is the only one longer than 1. */
  private boolean hasRowsAlongAnyAxis(int images) {
    return shape.size() >= 2
        && shape.get(0) == images
        && shape.subList(1, shape.size()).stream().filter(length -> length != 1).count() <= 1;
  }

  /** The numbers of each image. */
  private int classes() {
    return shape.subList(1, shape.size()).stream().reduce(1, (a, b) -> a * b);
  }

  /**
   * The part that holds the class scores: the only one with a row for each image, or the only one
   * of them with as many numbers as there are class names.
   *
   * @param parts all parts of the output, at least one
   * @param images the number of images that the network saw
   * @param classNames the number of class names; 0 if they are unknown
   * @throws IllegalArgumentException if several parts, or none, can be meant
   */
  public static OutputPart ofScores(List<OutputPart> parts, int images, int classNames) {
    List<OutputPart> plain = parts.stream().filter(part -> part.hasRows(images)).toList();
    List<OutputPart> rows =
        plain.isEmpty()
            ? parts.stream().filter(part -> part.hasRowsAlongAnyAxis(images)).toList()
            : plain;
    List<OutputPart> named = rows.stream().filter(part -> part.classes() == classNames).toList();
    List<OutputPart> possible = named.size() == 1 ? named : rows;
    if (possible.size() != 1) {
      throw new IllegalArgumentException(
          "Unclear which part of the output holds the class scores: "
              + list(parts, images)
              + " (--output-part, or outputPart in serving.properties, must name one)");
    }
    return possible.get(0);
  }

  /**
   * The part at a path.
   *
   * @throws IllegalArgumentException naming all parts if there is no tensor at the path
   */
  public static OutputPart named(List<OutputPart> parts, int images, String path) {
    return parts.stream()
        .filter(part -> part.path().equals(path))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown part of the output: "
                        + path
                        + " (must be one of "
                        + list(parts, images)
                        + ")"));
  }

  private static String list(List<OutputPart> parts, int images) {
    return parts.stream().map(OutputPart::toString).collect(Collectors.joining(", "))
        + " for "
        + images
        + " images";
  }

  /** Such as {@code logits (2, 10)}. */
  @Override
  public String toString() {
    return path + " " + shape.toString().replace('[', '(').replace(']', ')');
  }
}
