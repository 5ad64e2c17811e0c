package io.github.heatmill.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClosestNamesTest {

  @Test
  void fewestEditsComeFirst() {
    // Edits from "layer": leyer 1 (a to e), player 1 (p added), lay 2 (er left out), head 4.
    assertThat(ClosestNames.of("layer", List.of("head", "lay", "player", "leyer"), 3))
        .containsExactly("player", "leyer", "lay");
  }

  @Test
  void tiesKeepTheOrderOfTheKnownNames() {
    assertThat(ClosestNames.of("b", List.of("c", "a"), 2)).containsExactly("c", "a");
  }

  @Test
  void theNameItselfIsClosest() {
    assertThat(ClosestNames.of("random", List.of("grad-cam", "random"), 1))
        .containsExactly("random");
  }

  @Test
  void noMoreAreGivenThanAreKnown() {
    assertThat(ClosestNames.of("x", List.of("y"), 3)).containsExactly("y");
    assertThat(ClosestNames.of("x", List.of(), 3)).isEmpty();
  }

  @Test
  void theEmptyNameIsAsFarAsTheOtherIsLong() {
    assertThat(ClosestNames.of("", List.of("abc", "a", "ab"), 3)).containsExactly("a", "ab", "abc");
  }

  @Test
  void aSlipIsAtMostTwoEditsAndLessThanHalfOfTheName() {
    List<String> known = List.of("crop_pct", "std", "image_mean");

    assertThat(ClosestNames.meant("cropPct", known)).hasValue("crop_pct");
    assertThat(ClosestNames.meant("crop_pcnt", known)).hasValue("crop_pct");
    assertThat(ClosestNames.meant("stt", known)).hasValue("std");
    assertThat(ClosestNames.meant("tag", known)).isEmpty();
    assertThat(ClosestNames.meant("test_crop_pct", known)).isEmpty();
    assertThat(ClosestNames.meant("a", List.of())).isEmpty();
  }
}
