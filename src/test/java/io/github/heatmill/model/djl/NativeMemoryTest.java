package io.github.heatmill.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.heatmill.model.Access;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.Head;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.alteration.Gates;
import io.github.heatmill.model.alteration.Masks;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.tensor.Tensor;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeMemoryTest {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String LAYER = "layer1.1.conv2";
  private static final int WARM_UP = 100;
  private static final int CALLS = 300;
  private static final long ALLOWED_KILOBYTES = 30 * 1024;
  private static final long ALLOWED_DIRECT_BYTES = 1 << 20;

  @TempDir Path folder;

  @Test
  void callsGiveBackAllTheMemoryThatTheyTake() throws IOException {
    assumeTrue(Files.isReadable(STATUS), "Missing " + STATUS);
    Path opened = folder.resolve("opened.pt");
    NetworkFile.read(NetworkFixture.FOLDER.resolve("residual-traced.pt"))
        .writeOpened(OpeningRequest.at(List.of(LAYER), Set.of(Access.values())), opened);
    DjlNetwork network = DjlNetwork.load(opened, ComputeDevice.cpu());
    try (DjlProbe probe = new DjlProbe(network, List.of(LAYER))) {
      // 196 kB of images and 65 kB of activations a call: 300 lost ones would be 75 MB or more.
      Batch batch = new Batch(NetworkFixture.wave(4, 3, 64, 64), new int[] {-1, -1, -1, -1});
      run(probe, batch, WARM_UP);
      long resident = residentKilobytes();
      long direct = directBytes();
      run(probe, batch, CALLS);
      // Before the collection that residentKilobytes asks for: it must not be needed.
      assertThat(directBytes() - direct).as("growth of buffers").isLessThan(ALLOWED_DIRECT_BYTES);
      assertThat(residentKilobytes() - resident).as("growth in kB").isLessThan(ALLOWED_KILOBYTES);
    }
  }

  private static void run(DjlProbe probe, Batch batch, int calls) {
    Tensor black = Tensor.zeros(3, 64, 64);
    for (int i = 0; i < calls; i++) {
      Evidence evidence = probe.evidence(batch);
      LayerEvidence layer = evidence.layers().get(0);
      Head head = probe.head(evidence, LAYER);
      head.logits(Gates.toZero(Tensor.zeros(2, 1, 1, 1, 1)));
      head.crossEntropy(layer.activations(), evidence.logits());
      head.gradients(evidence.logits());
      head.curvature();
      Tensor maps = NetworkFixture.wave(4, 5, 5);
      probe.logits(batch.image(0), black, Masks.minMaxScaled(maps));
      probe.maskGradients(evidence, maps);
      probe.fullGradients(evidence);
    }
  }

  private static long directBytes() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  /** Native memory only, without the heap. */
  private static long residentKilobytes() throws IOException {
    System.gc();
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
