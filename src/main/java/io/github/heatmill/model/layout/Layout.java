package io.github.heatmill.model.layout;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the output of a layer becomes maps of shape (N, K, h, w): N images, K channels, h x w places.
 *
 * @param order the order of the axes
 * @param prefix tokens before those of the places, such as a class token; 0 without tokens
 * @param height rows of the grid of tokens; 0 without tokens
 * @param width columns of the grid of tokens; 0 without tokens
 */
public record Layout(Order order, int prefix, int height, int width) {
  /** The output is no map. */
  public static final Layout NONE = new Layout(Order.NONE, 0, 0, 0);

  /** (N, K, h, w). */
  public static final Layout NCHW = new Layout(Order.NCHW, 0, 0, 0);

  /** (N, h, w, K). */
  public static final Layout NHWC = new Layout(Order.NHWC, 0, 0, 0);

  private static final Pattern TOKENS =
      Pattern.compile("(tokens|sequence):(\\d{1,4}):(\\d{1,5})x(\\d{1,5})");

  /** The order of the axes of an output. */
  public enum Order {
    /** The output is no map. */
    NONE,
    /** (N, K, h, w). */
    NCHW,
    /** (N, h, w, K). */
    NHWC,
    /** (N, T, K): T tokens of each image; those of the places are in rows, after the prefix. */
    TOKENS,
    /** (T, N, K): as tokens, but the sequence comes first. */
    SEQUENCE
  }

  /** Tokens of a grid, batch first or sequence first. */
  public static Layout tokens(Order order, int prefix, int height, int width) {
    return new Layout(order, prefix, height, width);
  }

  /**
   * Reads {@code nchw}, {@code nhwc}, {@code tokens:PREFIX:HxW} or {@code sequence:PREFIX:HxW}.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static Layout parse(String text) {
    Matcher tokens = TOKENS.matcher(text);
    if (tokens.matches()) {
      int[] numbers = {number(tokens, 2), number(tokens, 3), number(tokens, 4)};
      if (numbers[1] > 0 && numbers[2] > 0) {
        Order order = Order.valueOf(tokens.group(1).toUpperCase(Locale.ROOT));
        return new Layout(order, numbers[0], numbers[1], numbers[2]);
      }
    }
    return switch (text) {
      case "nchw" -> NCHW;
      case "nhwc" -> NHWC;
      default ->
          throw new IllegalArgumentException(
              "Invalid layout: "
                  + text
                  + " (must be nchw, nhwc, tokens:PREFIX:HEIGHTxWIDTH or"
                  + " sequence:PREFIX:HEIGHTxWIDTH, such as tokens:1:14x14)");
    };
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  /** Whether the output is a map. */
  public boolean isMap() {
    return order != Order.NONE;
  }

  /** Whether the places are tokens. */
  public boolean hasTokens() {
    return order == Order.TOKENS || order == Order.SEQUENCE;
  }

  /** The position of the axis of images in the layer's output. */
  public int imageAxis() {
    return order == Order.SEQUENCE ? 1 : 0;
  }

  /**
   * The shape of the maps of one image.
   *
   * @param output the shape of the output for one image, without the axis of images
   * @return K, h, w; empty if the output is no map or does not have this layout
   */
  public List<Integer> maps(List<Integer> output) {
    boolean fits = hasTokens() ? output.size() == 2 : output.size() == 3;
    if (!fits || !isMap()) {
      return List.of();
    }
    return switch (order) {
      case NCHW -> output;
      case NHWC -> List.of(output.get(2), output.get(0), output.get(1));
      default ->
          output.get(0) == prefix + height * width
              ? List.of(output.get(1), height, width)
              : List.of();
    };
  }

  /** The layout as people write it, such as {@code nchw} or {@code tokens:1:14x14}. */
  @Override
  public String toString() {
    String name = order.name().toLowerCase(Locale.ROOT);
    return hasTokens() ? name + ":" + prefix + ":" + height + "x" + width : name;
  }
}
