package io.github.heatmill.model.djl;

import io.github.heatmill.image.Channels;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.alteration.Alteration;
import io.github.heatmill.model.alteration.AlteredCopy;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests on a network that adds up: class 0 has the logit mean(red) + 2.5 for red of -2 and more,
 * class 1 has 2 mean(green) + 3.
 */
abstract class OnSummingNetwork {
  private static final Channels HALF = Channels.rgb(0.5f);

  /**
   * Twice the size of the map in each direction; red counts up, green is 1, blue does not count.
   */
  private static final float[] IMAGE = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, //
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, //
    5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5,
  };

  /** Highest at the pixels 15, 14, 13, and so on. */
  private static final float[] COUNTING = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
  };

  @TempDir Path folder;
  DjlProbe probe;

  @BeforeEach
  void open() {
    Path file = OpenedNetworkTest.file("handweighted", "traced");
    probe = NetworkFixture.opened(folder, file, OpeningRequest.at(List.of("conv"), Set.of()));
  }

  @AfterEach
  void close() {
    probe.close();
  }

  /** The mean of red in one copy of the image, under the map that counts up. */
  double red(Alteration alteration) {
    List<AlteredCopy> copies = List.of(new AlteredCopy(0, 0, alteration));
    return probe.scores(evidence(0), counting(), copies).logits()[0] - 2.5;
  }

  static Tensor counting() {
    return Tensor.of(COUNTING, 1, 4, 4);
  }

  Evidence evidence(int target) {
    return probe.evidence(new Batch(Tensor.of(IMAGE, 1, 3, 4, 4), new int[] {target}, HALF, HALF));
  }
}
