package io.github.heatmill.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.ModelRunException;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.model.file.NetworkFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DjlProbesTest {
  private static final int THREADS = 8;
  private static final int CALLS = 20;
  private static final List<String> LAYERS = List.of("layer1.0.conv2", "layer1");

  @TempDir Path folder;

  private OpenedModel model;

  @BeforeEach
  void open() {
    DjlProbes.closeAll();
    model = opened("opened.pt", LAYERS);
  }

  @AfterEach
  void close() {
    DjlProbes.closeAll();
  }

  @Test
  void theSameModelIsLoadedOnceForAllThreads() throws Exception {
    CyclicBarrier together = new CyclicBarrier(THREADS);
    List<Probe> probes =
        onAllThreads(
            () -> {
              together.await();
              return DjlProbes.probe(new OpenedModel(model.file(), LAYERS), ComputeDevice.cpu());
            });
    assertThat(probes).hasSize(THREADS).allMatch(probe -> probe == probes.get(0));
    assertThat(DjlProbes.loaded()).isEqualTo(1);
  }

  @Test
  void anotherModelIsLoadedBesideIt() {
    Probe first = DjlProbes.probe(model, ComputeDevice.cpu());
    Probe other = DjlProbes.probe(opened("other.pt", List.of("stem")), ComputeDevice.cpu());
    assertThat(other).isNotSameAs(first);
    assertThat(DjlProbes.loaded()).isEqualTo(2);
    assertThat(first.layers()).isEqualTo(LAYERS);
    assertThat(other.layers()).containsExactly("stem");
  }

  @Test
  void threadsGetTheBitsThatOneThreadGets() throws Exception {
    Probe probe = DjlProbes.probe(model, ComputeDevice.cpu());
    List<Object> alone = bits(probe);
    List<List<Object>> all =
        onAllThreads(
            () -> {
              List<Object> last = null;
              for (int i = 0; i < CALLS; i++) {
                last = bits(probe);
                assertThat(last).isEqualTo(alone);
              }
              return last;
            });
    assertThat(all).hasSize(THREADS).containsOnly(alone);
  }

  @Test
  void closedModelsAreLoadedAgainOnRequest() {
    List<Object> before = bits(DjlProbes.probe(model, ComputeDevice.cpu()));
    DjlProbes.closeAll();
    assertThat(DjlProbes.loaded()).isZero();
    assertThat(bits(DjlProbes.probe(model, ComputeDevice.cpu()))).isEqualTo(before);
    assertThat(DjlProbes.loaded()).isEqualTo(1);
  }

  @Test
  void aModelThatCannotBeLoadedIsNotKept() {
    OpenedModel missing = new OpenedModel(folder.resolve("missing.pt"), LAYERS);
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThat(catchThrowable(() -> DjlProbes.probe(missing, ComputeDevice.cpu())))
          .isInstanceOf(ModelRunException.class)
          .hasMessageStartingWith("Model cannot be loaded: missing.pt (");
    }
    assertThat(DjlProbes.loaded()).isZero();
  }

  private OpenedModel opened(String name, List<String> layers) {
    Path file = folder.resolve(name);
    NetworkFile.read(NetworkFixture.FOLDER.resolve("residual-scripted.pt"))
        .writeOpened(layers, file);
    return new OpenedModel(file, layers);
  }

  /** All tensors of the evidence: equal only if every bit is. */
  private static List<Object> bits(Probe probe) {
    int[] targets = {Batch.PREDICTED, 3};
    Evidence evidence = probe.evidence(new Batch(NetworkFixture.wave(2, 3, 8, 8), targets));
    List<Object> bits = new ArrayList<>(List.of(evidence.logits(), evidence.targets()[0]));
    for (LayerEvidence layer : evidence.layers()) {
      bits.addAll(List.of(layer.layer(), layer.activations(), layer.gradients()));
    }
    return bits;
  }

  private static <T> List<T> onAllThreads(Callable<T> task) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(Collections.nCopies(THREADS, task))) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
