package io.github.heatmill.model.output;

import java.io.Serializable;
import java.util.List;

/**
 * Where a network's class scores are in what it returns, and what they mean.
 *
 * @param path the steps to the tensor: the index in a tuple or list, or the key of a dictionary;
 *     empty for a network that returns one tensor, or a tuple or list that starts with it
 * @param kind what the numbers mean
 * @param reason why this kind is taken, as a phrase; empty if it is only assumed
 * @param alone whether images must go through the network one by one, because it mixes those of a
 *     batch or takes one only
 * @param scale the scale of the values of a {@link OutputKind#REGRESSION}
 * @param references what an {@link OutputKind#EMBEDDING} is compared with
 * @param contrast the two classes whose difference is explained, if any
 */
public record NetworkOutput(
    List<String> path,
    OutputKind kind,
    String reason,
    boolean alone,
    ValueScale scale,
    References references,
    Contrast contrast)
    implements Serializable {
  /** What most classifiers return. */
  public static final NetworkOutput LOGITS =
      new NetworkOutput(List.of(), OutputKind.SOFTMAX, "", false);

  private static final String GIVEN = "given by ";

  /** Separates the steps of a path in text. */
  private static final String SEPARATOR = "/";

  public NetworkOutput {
    path = List.copyOf(path);
  }

  /** An output without a scale, references and a contrast. */
  public NetworkOutput(List<String> path, OutputKind kind, String reason, boolean alone) {
    this(path, kind, reason, alone, ValueScale.STANDARD, References.NONE, Contrast.NONE);
  }

  /** The same place with a kind that is known for a reason. */
  public NetworkOutput with(OutputKind known, String why) {
    return new NetworkOutput(path, known, why, alone, scale, references, contrast);
  }

  /**
   * The same place with a kind that the user has named.
   *
   * @param where where it is named
   */
  public NetworkOutput given(OutputKind named, String where) {
    return with(named, GIVEN + where);
  }

  /** Whether the user has named the kind, so that nothing was found out. */
  public boolean isGiven() {
    return reason.startsWith(GIVEN);
  }

  /** The same output with another scale of its values. */
  public NetworkOutput with(ValueScale other) {
    return new NetworkOutput(path, kind, reason, alone, other, references, contrast);
  }

  /** The same output compared with these references. */
  public NetworkOutput with(References others) {
    return new NetworkOutput(path, kind, reason, alone, scale, others, contrast);
  }

  /** The same output with a contrast of two classes. */
  public NetworkOutput with(Contrast other) {
    return new NetworkOutput(path, kind, reason, alone, scale, references, other);
  }

  /** How probabilities follow from the class scores. */
  public ScoreLink link() {
    return new ScoreLink(kind, scale, contrast);
  }

  /**
   * Another place with the same meaning.
   *
   * @param otherPath steps such as {@code out/0}
   */
  public NetworkOutput at(String otherPath) {
    List<String> steps = List.of(otherPath.strip().split(SEPARATOR, -1));
    return new NetworkOutput(steps, kind, reason, alone, scale, references, contrast);
  }

  /** The same output of a network that takes images one by one, or not. */
  public NetworkOutput alone(boolean oneByOne) {
    return new NetworkOutput(path, kind, reason, oneByOne, scale, references, contrast);
  }

  /** Whether nobody has said what the numbers mean. */
  public boolean isAssumed() {
    return reason.isEmpty();
  }

  /** The path as text, which {@link #at} reads; empty for no path. */
  public String pathText() {
    return String.join(SEPARATOR, path);
  }
}
