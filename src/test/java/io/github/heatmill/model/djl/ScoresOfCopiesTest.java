package io.github.heatmill.model.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.alteration.Alteration;
import io.github.heatmill.model.alteration.AlteredArea.Highest;
import io.github.heatmill.model.alteration.AlteredArea.Shade;
import io.github.heatmill.model.alteration.AlteredCopy;
import io.github.heatmill.model.alteration.Fill;
import io.github.heatmill.model.alteration.Fill.Plain;
import io.github.heatmill.model.alteration.GaussianKernel;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The score of a copy is a number of its own, to the last bit. */
class ScoresOfCopiesTest {
  private static final int AT_ONCE = 16;
  private static final int SIDE = 9;
  private static final int CLASSES = 5;

  @TempDir Path folder;
  private DjlProbe probe;

  @BeforeEach
  void open() {
    // Its output is a tuple.
    Path file = OpenedNetworkTest.file("twooutputs", "scripted");
    probe = NetworkFixture.opened(folder, file, OpeningRequest.at(List.of("tail"), Set.of()));
  }

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  void anUnalteredCopyHasTheScoreOfTheImageInAFullBatch() {
    Tensor images = NetworkFixture.wave(AT_ONCE, 3, SIDE, SIDE);
    int[] targets = new int[AT_ONCE];
    Arrays.fill(targets, 3);
    Evidence evidence = probe.evidence(new Batch(images, targets));
    Alteration nothing = new Alteration(new Highest(0), Plain.MEAN, Plain.IMAGE);

    for (int i = 0; i < AT_ONCE; i++) {
      Probe.ClassScores scores =
          probe.scores(evidence, Tensor.zeros(1, 1, 1), List.of(new AlteredCopy(i, 0, nothing)));
      float logit = evidence.logits().values()[i * CLASSES + 3];
      assertThat((float) scores.logits()[0]).isEqualTo(logit);
    }
  }

  @Test
  void aScoreDoesNotDependOnTheOtherCopies() {
    Evidence evidence = evidence(2);
    Tensor maps = maps();
    List<AlteredCopy> copies = everything();
    Probe.ClassScores together = probe.scores(evidence, maps, copies);

    Collections.shuffle(copies, new Random(5));
    Probe.ClassScores shuffled = probe.scores(evidence, maps, copies);
    List<AlteredCopy> inOrder = everything();
    for (int i = 0; i < copies.size(); i++) {
      Probe.ClassScores alone = probe.scores(evidence, maps, List.of(copies.get(i)));
      int place = inOrder.indexOf(copies.get(i));
      assertThat(alone.probabilities()[0]).isEqualTo(shuffled.probabilities()[i]);
      assertThat(alone.probabilities()[0]).isEqualTo(together.probabilities()[place]);
      assertThat(alone.logits()[0]).isEqualTo(together.logits()[place]);
    }
  }

  @Test
  void aScoreDoesNotDependOnThePaddingOfTheBatch() {
    assertThat(probe.scores(evidence(2), maps(), everything()).probabilities())
        .containsExactly(probe.scores(evidence(7), maps(), everything()).probabilities());
  }

  /** Two images in a batch that is padded to some capacity. */
  private Evidence evidence(int capacity) {
    Tensor images = NetworkFixture.wave(capacity, 3, SIDE, SIDE);
    return probe.evidence(new Batch(images, new int[] {3, 1}));
  }

  private static Tensor maps() {
    Random random = new Random(3);
    Tensor maps = Tensor.zeros(3, 4, 5);
    for (int i = 0; i < maps.size(); i++) {
      maps.values()[i] = random.nextFloat();
    }
    return maps;
  }

  /** Tests copies of every kind, more than one forward pass holds. */
  private static List<AlteredCopy> everything() {
    List<Fill> fills =
        List.of(
            Plain.MEAN,
            Plain.BLACK,
            new Fill.Blurred(GaussianKernel.rise()),
            new Fill.Blurred(GaussianKernel.normalised(5, 1.5)),
            new Fill.Imputed());
    List<AlteredCopy> copies = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      Fill fill = fills.get(i % fills.size());
      Alteration removed = new Alteration(new Highest(1 + 2 * i), fill, Plain.IMAGE);
      Alteration kept = new Alteration(new Highest(80 - i), Plain.IMAGE, fill);
      copies.add(new AlteredCopy(i % 2, i % 3, i % 4 < 2 ? removed : kept));
    }
    copies.add(new AlteredCopy(1, 2, new Alteration(new Shade(), Plain.IMAGE, Plain.MEAN)));
    copies.add(new AlteredCopy(0, 1, new Alteration(new Shade(), Plain.IMAGE, fills.get(2))));
    return copies;
  }
}
