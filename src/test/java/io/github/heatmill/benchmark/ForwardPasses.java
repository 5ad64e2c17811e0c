package io.github.heatmill.benchmark;

import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import com.sun.management.OperatingSystemMXBean;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.djl.DjlEngine;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The unit of all measurements: forward passes of the unchanged file, on one thread. They take
 * turns with the work, and the ratio is taken within each round, so that a machine that slows down
 * slows both. Time is the processor's, of all threads of the process, so that others on the machine
 * do not count and helpers of the work do.
 */
final class ForwardPasses implements AutoCloseable {
  /** Images that go through the network together. */
  static final int BATCH = 16;

  /** Pixels along each side of an image. */
  static final int SIDE = 224;

  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final Path file;
  private final Model unchanged;
  private final Tensor images = Tensor.zeros(BATCH, 3, SIDE, SIDE);

  /**
   * How often something is measured.
   *
   * @param count rounds
   * @param between forward passes before, after and between rounds
   */
  record Rounds(int count, int between) {}

  ForwardPasses(Path file) throws Exception {
    DjlEngine.useThreads(1);
    this.file = file;
    this.unchanged = Model.newInstance("forward", "PyTorch");
    unchanged.load(
        file.toAbsolutePath().getParent(), file.getFileName().toString().replace(".pt", ""));
    Random random = new Random(1);
    for (int i = 0; i < images.size(); i++) {
      images.values()[i] = (float) random.nextGaussian();
    }
    forward();
  }

  /** The file, opened. */
  Probe opened(OpeningRequest wanted) throws Exception {
    Path opened = Files.createTempFile("benchmark", ".pt");
    NetworkFile.read(file).writeOpened(wanted, opened);
    Probe probe = DjlProbes.probe(new OpenedModel(opened, wanted.layers()), ComputeDevice.cpu());
    Files.delete(opened);
    return probe;
  }

  /** Noise, which is padding beyond the given number of images. */
  Batch batch(int size) {
    int[] targets = new int[size];
    Arrays.fill(targets, Batch.PREDICTED);
    return new Batch(images, targets);
  }

  /** The cost of some work, in forward passes of one image: the median of some rounds. */
  double of(Runnable work, Rounds rounds) {
    List<Double> ratios = new ArrayList<>();
    List<Double> before = forward(rounds.between());
    for (int i = 0; i < rounds.count(); i++) {
      double cost = seconds(work);
      List<Double> after = forward(rounds.between());
      ratios.add(cost / median(Stream.concat(before.stream(), after.stream()).toList()) * BATCH);
      before = after;
    }
    return median(ratios);
  }

  /** The cost of a forward pass of one image, in milliseconds. */
  double milliseconds() {
    return 1000 * median(forward(3)) / BATCH;
  }

  /** The cost of some work, in seconds of processor time. */
  static double seconds(Runnable work) {
    long start = PROCESS.getProcessCpuTime();
    work.run();
    return (PROCESS.getProcessCpuTime() - start) / 1e9;
  }

  static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  private List<Double> forward(int times) {
    return Stream.generate(() -> seconds(this::forward)).limit(times).toList();
  }

  /** The file as it is, in inference mode: the cost of a plain classification job. */
  private void forward() {
    try (NDManager manager = unchanged.getNDManager().newSubManager()) {
      NDList input = new NDList(manager.create(images.values(), new Shape(BATCH, 3, SIDE, SIDE)));
      IValueUtils.forward((PtSymbolBlock) unchanged.getBlock(), input, false).get(0).toFloatArray();
    }
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  @Override
  public void close() {
    unchanged.close();
    DjlProbes.closeAll();
  }
}
