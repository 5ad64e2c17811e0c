package io.github.heatmill.udf.request;

import io.github.heatmill.model.ModelCard;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.TargetClasses;
import io.github.heatmill.naming.ClosestNames;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The rule that chooses the classes to explain in each image.
 *
 * @param classes the classes of {@link Kind#LISTED}, and A and B of {@link Kind#CONTRAST}
 * @param least the smallest probability of {@link Kind#ABOVE}
 * @param text the form on the command line
 */
public record Target(Kind kind, List<Integer> classes, double least, String text)
    implements Serializable {
  /** Above this probability a label is more likely present than not. */
  private static final double EVEN = 0.5;

  private static final String TOP = "top:";
  private static final String ABOVE = "above:";
  private static final String CONTRAST = "contrast:";
  private static final String FORMS =
      "predicted, label, labels, the index or name of a class, top:K, above:P, or contrast:A-B";

  /** The ways to choose classes. */
  public enum Kind {
    /** The same classes or ranks for all images. */
    LISTED,
    /** The image's label. */
    LABEL,
    /** All labels of the image. */
    LABELS,
    /** Every class with at least this probability. */
    ABOVE,
    /** The difference of the scores of two classes. */
    CONTRAST
  }

  public Target {
    classes = List.copyOf(classes);
  }

  /** The class with the highest score. */
  public static Target predicted() {
    return new Target(Kind.LISTED, List.of(Batch.PREDICTED), 0, "predicted");
  }

  /** The image's label. */
  public static Target label() {
    return new Target(Kind.LABEL, List.of(), 0, "label");
  }

  /** All labels of the image. */
  public static Target labels() {
    return new Target(Kind.LABELS, List.of(), 0, "labels");
  }

  /** The class with this index. */
  public static Target fixed(int index) {
    return new Target(Kind.LISTED, List.of(index), 0, Integer.toString(index));
  }

  /** The classes with the highest scores. */
  public static Target top(int count) {
    List<Integer> ranks = IntStream.range(0, count).mapToObj(TargetClasses::ranked).toList();
    return new Target(Kind.LISTED, ranks, 0, TOP + count);
  }

  /** Every class with at least this probability. */
  public static Target above(double least) {
    return new Target(Kind.ABOVE, List.of(), least, ABOVE + least);
  }

  /**
   * Reads the form on the command line.
   *
   * @param card knows the names of classes
   * @throws IllegalArgumentException if the text is no rule
   */
  public static Target parse(String text, ModelCard card) {
    if (text.equals("predicted")) {
      return predicted();
    }
    if (text.equals("label")) {
      return label();
    }
    if (text.equals("labels")) {
      return labels();
    }
    int index = card.classIndex(text);
    if (index >= 0) {
      return fixed(index);
    }
    if (text.startsWith(TOP)) {
      return top(count(text));
    }
    if (text.startsWith(ABOVE)) {
      return above(probability(text));
    }
    if (text.startsWith(CONTRAST)) {
      return contrast(text, card);
    }
    throw new IllegalArgumentException("Unknown --target: " + text + " (must be " + FORMS + ")");
  }

  private static int count(String text) {
    String number = text.substring(TOP.length());
    if (!number.matches("[1-9]\\d{0,2}")) {
      throw new IllegalArgumentException(
          "Invalid --target: " + text + " (must be top:K, with K from 1 to 999)");
    }
    return Integer.parseInt(number);
  }

  private static double probability(String text) {
    try {
      double least = Double.parseDouble(text.substring(ABOVE.length()));
      if (least > 0 && least <= 1) {
        return least;
      }
    } catch (NumberFormatException e) {
      // Reported below, like a number out of range.
    }
    throw new IllegalArgumentException(
        "Invalid --target: " + text + " (must be above:P, with a probability P above 0, up to 1)");
  }

  /** Names of classes may hold hyphens themselves: one place must separate two classes. */
  private static Target contrast(String text, ModelCard card) {
    String pair = text.substring(CONTRAST.length());
    List<Target> possible = new ArrayList<>();
    for (int at = pair.indexOf('-'); at >= 0; at = pair.indexOf('-', at + 1)) {
      int first = card.classIndex(pair.substring(0, at));
      int second = card.classIndex(pair.substring(at + 1));
      if (first >= 0 && second >= 0 && first != second) {
        possible.add(new Target(Kind.CONTRAST, List.of(first, second), 0, text));
      }
    }
    if (possible.size() != 1) {
      throw new IllegalArgumentException(
          "Invalid --target: "
              + text
              + (possible.isEmpty()
                  ? unknownOf(pair, card)
                      + " (must be contrast:A-B, with the names or indices of two"
                      + " classes)"
                  : " (several pairs of classes have this name; give their indices)"));
    }
    return possible.get(0);
  }

  /** The side that is no class, if the other one is the longest possible class; else nothing. */
  private static String unknownOf(String pair, ModelCard card) {
    for (int at = pair.lastIndexOf('-'); at >= 0; at = pair.lastIndexOf('-', at - 1)) {
      if (card.classIndex(pair.substring(0, at)) >= 0) {
        return unknown(pair.substring(at + 1), card);
      }
    }
    for (int at = pair.indexOf('-'); at >= 0; at = pair.indexOf('-', at + 1)) {
      if (card.classIndex(pair.substring(at + 1)) >= 0) {
        return unknown(pair.substring(0, at), card);
      }
    }
    return "";
  }

  private static String unknown(String side, ModelCard card) {
    if (side.isEmpty()) {
      return "";
    }
    if (card.classIndex(side) >= 0) {
      return ": both classes are " + side;
    }
    String closest = String.join(", ", ClosestNames.of(side, card.classNames(), 1));
    return ": unknown class " + side + (closest.isEmpty() ? "" : ", closest known " + closest);
  }

  /**
   * The rule for a network whose output has the difference of the two classes as one more score.
   *
   * @param difference the index of that score
   */
  public Target resolved(int difference) {
    return new Target(Kind.LISTED, List.of(difference), 0, text);
  }

  /** Whether the rule needs the labels of images. */
  public boolean needsLabels() {
    return kind == Kind.LABEL || kind == Kind.LABELS;
  }

  /** Whether the rule may choose several classes in an image. */
  public boolean mayGiveSeveral() {
    return kind == Kind.LABELS || kind == Kind.ABOVE || kind == Kind.LISTED && classes.size() > 1;
  }

  /** The number of classes that the rule lists for every image; 0 if the image decides. */
  public int listed() {
    return kind == Kind.LISTED ? classes.size() : 0;
  }

  /** The least probability of a label that is present: that of the rule, if it has one. */
  public double present() {
    return kind == Kind.ABOVE ? least : EVEN;
  }

  /** Whether the rule needs an order of all classes, by score or probability. */
  public boolean ranksClasses() {
    return kind == Kind.ABOVE || classes.stream().anyMatch(index -> index < 0);
  }

  /** The highest index of a class that the rule names; -1 if it names none. */
  public int highestIndex() {
    return classes.stream().mapToInt(Integer::intValue).max().orElse(-1);
  }

  /**
   * The classes to explain in an image, as {@link TargetClasses} lists them; an empty array where
   * probabilities decide.
   *
   * @param labels the classes of the image's labels
   * @return empty if a label is needed and missing, or one label is needed and there are several
   */
  public Optional<int[]> classesOf(int[] labels) {
    if (needsLabels()) {
      boolean several = kind == Kind.LABEL && labels.length > 1;
      return labels.length == 0 || several ? Optional.empty() : Optional.of(labels.clone());
    }
    return Optional.of(classes.stream().mapToInt(Integer::intValue).toArray());
  }

  /**
   * The classes to explain in a batch.
   *
   * @param listed the result of {@link #classesOf} for each image
   */
  public TargetClasses of(List<int[]> listed) {
    return kind == Kind.ABOVE
        ? TargetClasses.above(least, listed.size())
        : TargetClasses.listed(listed);
  }

  /** The form on the command line, such as {@code top:3}; a class is an index. */
  @Override
  public String toString() {
    return text;
  }
}
