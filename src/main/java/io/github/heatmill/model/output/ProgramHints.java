package io.github.heatmill.model.output;

import java.util.List;

/**
 * What the program text of a network shows before it runs.
 *
 * @param end what it shows of the numbers that the network returns
 * @param random the operators with random results that the network may call, such as {@code
 *     torch.bernoulli}; empty if there are none
 */
public record ProgramHints(ProgramEnd end, List<String> random) {
  /** Nothing is known. */
  public static final ProgramHints NONE = new ProgramHints(ProgramEnd.UNKNOWN, List.of());

  public ProgramHints {
    random = List.copyOf(random);
  }
}
