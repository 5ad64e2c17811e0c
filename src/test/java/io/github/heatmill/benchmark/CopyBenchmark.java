package io.github.heatmill.benchmark;

import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import io.github.heatmill.model.Alteration;
import io.github.heatmill.model.Altered;
import io.github.heatmill.model.Batch;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.Evidence;
import io.github.heatmill.model.Extent.Highest;
import io.github.heatmill.model.Extent.Shade;
import io.github.heatmill.model.Fill;
import io.github.heatmill.model.Fill.Plain;
import io.github.heatmill.model.GaussianKernel;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.Wanted;
import io.github.heatmill.model.djl.DjlEngine;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.model.torchscript.TorchScriptFile;
import io.github.heatmill.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The cost of scoring altered copies, in forward passes of the unchanged file, by the processor
 * time of the one thread that computes. Forward passes come before and after each request, so that
 * a machine that slows down slows both.
 */
public final class CopyBenchmark implements AutoCloseable {
  private static final int BATCH = 16;
  private static final int SIDE = 224;
  private static final int STEPS = 28;
  private static final int ROUNDS = 3;
  private static final int PASSES = 3;

  private final Model unchanged;
  private final Probe probe;
  private final Tensor images;

  private CopyBenchmark(Path file, String layer) throws Exception {
    this.unchanged = Model.newInstance("forward", "PyTorch");
    unchanged.load(
        file.toAbsolutePath().getParent(), file.getFileName().toString().replace(".pt", ""));
    Path opened = Files.createTempFile("benchmark", ".pt");
    TorchScriptFile.read(file).writeOpened(Wanted.at(List.of(layer), Set.of()), opened);
    this.probe = DjlProbes.probe(new OpenedModel(opened, List.of(layer)), ComputeDevice.cpu());
    Files.delete(opened);
    this.images = noise(BATCH, 3, SIDE, SIDE);
  }

  /** Arguments: a TorchScript file, and a layer that it can be opened at. */
  public static void main(String[] arguments) throws Exception {
    DjlEngine.useThreads(1);
    try (CopyBenchmark benchmark = new CopyBenchmark(Path.of(arguments[0]), arguments[1])) {
      benchmark.run();
    }
  }

  private void run() {
    forward();
    print("%-46s %-8s %-8s %s", "copies", "scored", "passes", "ratio (median of rounds)");
    measure("shades, 16 images", BATCH, List.of(shade()));
    measure("deletion and insertion, 8 images", BATCH / 2, curves());
    measure("ROAD, 9 shares both ways, 8 images", BATCH / 2, road());
    measure("deletion and insertion, 1 image", 1, curves());
  }

  private static List<Alteration> curves() {
    Fill blurred = new Fill.Blurred(GaussianKernel.rise());
    return steps()
        .flatMap(
            extent ->
                Stream.of(
                    new Alteration(extent, Plain.MEAN, Plain.IMAGE),
                    new Alteration(extent, Plain.IMAGE, blurred)))
        .toList();
  }

  private static Stream<Highest> steps() {
    return IntStream.rangeClosed(0, STEPS).mapToObj(i -> new Highest(SIDE * SIDE / STEPS * i));
  }

  private static Alteration shade() {
    return new Alteration(new Shade(), Plain.IMAGE, Plain.MEAN);
  }

  private static List<Alteration> road() {
    Fill imputed = new Fill.Imputed();
    return IntStream.rangeClosed(1, 9)
        .mapToObj(i -> new Highest(SIDE * SIDE * i / 10))
        .flatMap(
            extent ->
                Stream.of(
                    new Alteration(extent, imputed, Plain.IMAGE),
                    new Alteration(extent, Plain.IMAGE, imputed)))
        .toList();
  }

  private void measure(String name, int size, List<Alteration> alterations) {
    int[] targets = new int[size];
    Arrays.fill(targets, Batch.PREDICTED);
    Evidence evidence = probe.evidence(new Batch(images.first(size), targets));
    Tensor maps = noise(size, 7, 7);
    List<Altered> copies = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      for (Alteration alteration : alterations) {
        copies.add(new Altered(i, i, alteration));
      }
    }
    probe.scores(evidence, maps, copies.subList(0, 1));
    List<Double> passes = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      List<Double> forward = new ArrayList<>(forwardPasses());
      double cost = seconds(() -> probe.scores(evidence, maps, copies));
      forward.addAll(forwardPasses());
      passes.add(cost / (median(forward) / BATCH));
    }
    double ratio = median(passes) / copies.size();
    print("%-46s %-8d %-8.1f %.3f", name, copies.size(), median(passes), ratio);
  }

  private List<Double> forwardPasses() {
    return Stream.generate(() -> seconds(this::forward)).limit(PASSES).toList();
  }

  /** The file as it is, in inference mode: what a plain classification job would cost. */
  private void forward() {
    try (NDManager manager = unchanged.getNDManager().newSubManager()) {
      NDList input = new NDList(manager.create(images.values(), new Shape(BATCH, 3, SIDE, SIDE)));
      IValueUtils.forward((PtSymbolBlock) unchanged.getBlock(), input, false).get(0).toFloatArray();
    }
  }

  private static double seconds(Runnable work) {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    work.run();
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static Tensor noise(int... shape) {
    Tensor noise = Tensor.zeros(shape);
    Random random = new Random(1);
    for (int i = 0; i < noise.size(); i++) {
      noise.values()[i] = (float) random.nextGaussian();
    }
    return noise;
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  @Override
  public void close() {
    unchanged.close();
    DjlProbes.closeAll();
  }
}
