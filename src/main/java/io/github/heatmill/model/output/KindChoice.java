package io.github.heatmill.model.output;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.model.output.ProgramEnd.Last;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The kinds of output that a network may have, as far as its program text and the numbers that it
 * returned for some images tell.
 *
 * @param kinds the most likely one first; several if nothing decides; none if the numbers have none
 *     of the kinds
 * @param evidence what was seen, as a phrase
 * @param refusal why the numbers have none of the kinds, and the remedy; empty if they have
 */
public record KindChoice(List<OutputKind> kinds, String evidence, String refusal) {
  private static final String CHOOSE =
      "(--output-kind, or outputKind in serving.properties, must say which: ";

  public KindChoice {
    kinds = List.copyOf(kinds);
  }

  /**
   * Weighs what was seen. Numbers from 0 to 1 alone are no evidence of probabilities: logits may
   * lie there, too.
   *
   * @param end what the program text shows of the numbers
   */
  public static KindChoice of(OutputRange range, ProgramEnd end) {
    String seen = range.text() + (end.is(Last.OTHER) ? "" : ", and " + end.text());
    return refusal(range, end)
        .map(refusal -> new KindChoice(List.of(), seen, refusal + " " + seen + remedy(range, end)))
        .orElseGet(() -> new KindChoice(kinds(range, end.last()), seen, ""));
  }

  private static Optional<String> refusal(OutputRange range, ProgramEnd end) {
    if (range.isPercent()) {
      return Optional.of("Network returns scores in percent:");
    }
    return switch (end.last()) {
      case LOG_SIGMOID ->
          Optional.of("Network returns logarithms of probabilities of independent labels:");
      case SCALED -> Optional.of("Network returns probabilities on another scale:");
      default -> Optional.empty();
    };
  }

  private static String remedy(OutputRange range, ProgramEnd end) {
    if (range.isPercent()) {
      return " (save a wrapper that divides them by 100, and say --output-kind probabilities)";
    }
    return end.is(Last.LOG_SIGMOID)
        ? " (save a wrapper that returns the logits, and say --output-kind sigmoid)"
        : " (save a wrapper that returns the logits or the probabilities, or say with --output-kind"
            + " what the numbers mean)";
  }

  private static List<OutputKind> kinds(OutputRange range, Last end) {
    if (range.images() == 0) {
      return List.of(OutputKind.SOFTMAX);
    }
    if (!range.isWithinOne()) {
      return end == Last.SIGMOID || end == Last.SOFTMAX
          ? List.of(OutputKind.SOFTMAX, OutputKind.SIGMOID)
          : List.of(OutputKind.SOFTMAX);
    }
    if (end == Last.SIGMOID) {
      return range.sumsToOne()
          ? List.of(OutputKind.SIGMOID_PROBABILITIES, OutputKind.PROBABILITIES)
          : List.of(OutputKind.SIGMOID_PROBABILITIES);
    }
    if (range.sumsToOne()) {
      return List.of(OutputKind.PROBABILITIES);
    }
    List<OutputKind> possible = new ArrayList<>(List.of(OutputKind.SIGMOID_PROBABILITIES));
    if (end == Last.SOFTMAX || range.sumsToOneForSome()) {
      possible.add(OutputKind.PROBABILITIES);
    }
    if (end != Last.SOFTMAX && end != Last.LIMIT) {
      possible.add(OutputKind.SOFTMAX);
    }
    return possible;
  }

  /**
   * The only kind.
   *
   * @throws IllegalArgumentException if there are several, or none
   */
  public OutputKind only() {
    if (!refusal.isEmpty()) {
      throw new IllegalArgumentException(refusal);
    }
    if (kinds.size() > 1) {
      throw new IllegalArgumentException(
          "Unclear what the network returns: "
              + evidence
              + "; they may be "
              + kinds.stream().map(OutputKind::meaning).collect(joining(", or "))
              + " "
              + CHOOSE
              + kinds.stream().map(OutputKind::id).collect(joining(" or "))
              + ")");
    }
    return kinds.get(0);
  }

  /** What the numbers look like instead of logits; empty if they may be logits. */
  public Optional<String> doubtOfLogits() {
    boolean possible = kinds.stream().anyMatch(kind -> !kind.isProbability());
    String instead = kinds.isEmpty() ? "something else" : kinds.get(0).meaning();
    return possible ? Optional.empty() : Optional.of(instead + ": " + evidence);
  }
}
