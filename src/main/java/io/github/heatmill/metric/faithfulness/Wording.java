package io.github.heatmill.metric.faithfulness;

/** What the definitions of these metrics have in common. */
final class Wording {
  static final String PROBABILITY = "softmax probability of the explained class";

  private Wording() {}
}
