package io.github.heatmill.metric;

import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.tensor.Tensor;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests with numbers by hand on images of 4 x 4 pixels, of which each row is of one red. */
public abstract class OnSummingNetwork {
  /** Of the test that runs. */
  protected static SummingNetwork network;

  @TempDir static Path folder;

  @BeforeAll
  static void openTheNetwork() {
    network = SummingNetwork.open(folder);
  }

  @BeforeEach
  void forgetEarlierCalls() {
    network.calls().clear();
  }

  @AfterAll
  static void freeTheNetwork() {
    DjlProbes.closeAll();
  }

  /** An image whose rows add so much each to the mean of red. */
  protected static float[] rows(double... shares) {
    float[] red = new float[16];
    for (int i = 0; i < red.length; i++) {
      red[i] = (float) (4 * shares[i / 4]);
    }
    return red;
  }

  /** A map with one value for each row. */
  protected static Tensor map(double... values) {
    Tensor map = Tensor.zeros(4, 4);
    for (int i = 0; i < map.size(); i++) {
      map.values()[i] = (float) values[i / 4];
    }
    return map;
  }
}
