package io.github.heatmill.job.compare.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.job.problem.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which maps of two runs are compared. */
class PairingTest {

  private static MapChoice maps(String run, String... methodsAtLayers) {
    List<MapKey> keys =
        Arrays.stream(methodsAtLayers)
            .map(text -> text.split("@"))
            .map(parts -> new MapKey(parts[1], parts[0]))
            .toList();
    return new MapChoice(run, keys).named(Optional.empty(), Optional.empty(), new Problems());
  }

  private static Pairing pairing(List<String> baseline, List<String> candidate) {
    return Pairing.of(
        maps("baseline", baseline.toArray(String[]::new)),
        maps("candidate", candidate.toArray(String[]::new)));
  }

  @Test
  void mapsOfOneMethodAndLayerArePairedAndTheOthersAreLeftOut() {
    Pairing pairing =
        pairing(List.of("grad-cam@a", "layer-cam@a"), List.of("grad-cam@a", "score-cam@a"));

    assertThat(pairing.text()).isEqualTo("grad-cam at a");
    assertThat(pairing.leftOut())
        .containsExactly("layer-cam at a (baseline only)", "score-cam at a (candidate only)");
  }

  @Test
  void theOnlyLayersOfTwoRunsArePaired() {
    assertThat(
            pairing(List.of("grad-cam@a", "layer-cam@a"), List.of("grad-cam@b", "layer-cam@b"))
                .text())
        .isEqualTo("grad-cam at a with grad-cam at b; layer-cam at a with layer-cam at b");
  }

  @Test
  void theOnlyMethodsOfTwoRunsArePaired() {
    assertThat(pairing(List.of("grad-cam@a", "grad-cam@b"), List.of("lrp@a", "lrp@b")).text())
        .isEqualTo("grad-cam at a with lrp at a; grad-cam at b with lrp at b");
  }

  @Test
  void theOnlyMapsOfTwoRunsArePaired() {
    assertThat(pairing(List.of("grad-cam@a"), List.of("lrp@b")).text())
        .isEqualTo("grad-cam at a with lrp at b");
  }

  @Test
  void whereItIsNotClearTheRunsAreNamedWithWhatTheyHave() {
    assertThatThrownBy(() -> pairing(List.of("grad-cam@a", "lrp@a"), List.of("score-cam@a")))
        .hasMessage(
            "No maps to compare: the baseline has grad-cam at a; lrp at a; the candidate has score-cam at a"
                + " (choose one of each with --baseline-layer, --baseline-method, --candidate-layer and"
                + " --candidate-method)");
  }

  @Test
  void mapsOfChanceAreComparedOnlyWhereTheyAreNamed() {
    assertThat(pairing(List.of("random@a", "lrp@a"), List.of("random@a", "lrp@a")).text())
        .isEqualTo("lrp at a");

    MapChoice all = new MapChoice("baseline", List.of(new MapKey("a", "random")));
    assertThat(all.named(Optional.empty(), Optional.of("random"), new Problems()).keys())
        .hasSize(1);
  }

  @Test
  void aNameThatTheRunDoesNotHaveIsRefusedWithThoseThatItHas() {
    Problems problems = new Problems();
    maps("candidate", "lrp@a", "grad-cam@b").named(Optional.of("c"), Optional.of("cam"), problems);

    assertThatThrownBy(problems::throwIfAny)
        .hasMessage(
            "Unknown --candidate-layer: c (must be one that the run has: a, b)\n"
                + "Unknown --candidate-method: cam (must be one that the run has: lrp, grad-cam)");
  }
}
