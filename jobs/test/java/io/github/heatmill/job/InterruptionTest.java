package io.github.heatmill.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a user reads who stops a command; {@code LocalProcessTest} stops one. */
class InterruptionTest {
  private static final Optional<String> SOME = Optional.of("12 of 24 images");

  @Test
  void explainGoesOn() {
    assertThat(line(SOME, "explain", "--images", "d"))
        .isEqualTo("Stopped after 12 of 24 images; the same command goes on");
    assertThat(line(Optional.empty(), "explain")).isEqualTo("Stopped; the same command goes on");
  }

  /** With the option, the command would delete what it has done. */
  @Test
  void explainWithOverwriteGoesOnWithoutThatOption() {
    assertThat(line(SOME, "explain", "--overwrite"))
        .isEqualTo("Stopped after 12 of 24 images; the same command without --overwrite goes on");
    assertThat(line(Optional.empty(), "explain", "--overwrite"))
        .isEqualTo("Stopped before the first image; the same command begins again");
  }

  @Test
  void otherCommandsBeginAgain() {
    assertThat(line(SOME, "score", "--input", "out"))
        .isEqualTo("Stopped after 12 of 24 images; the same command begins again");
    assertThat(line(Optional.empty())).isEqualTo("Stopped; the same command begins again");
  }

  private static String line(Optional<String> images, String... arguments) {
    return Interruption.line(List.of(arguments), images);
  }
}
