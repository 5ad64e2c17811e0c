package io.github.heatmill.benchmark;

import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.Access;
import io.github.heatmill.model.Batch;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.Evidence;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.Wanted;
import io.github.heatmill.model.djl.DjlEngine;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.model.torchscript.TorchScriptFile;
import io.github.heatmill.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The cost of each method in forward passes of the unchanged file, on one thread. Forward pass and
 * method take turns, and the ratio is taken within each round, so that a machine that slows down
 * slows both. A method that costs more than a few dozen passes is measured on one image.
 */
public final class MethodBenchmark implements AutoCloseable {
  private static final int BATCH = 16;
  private static final int SIDE = 224;
  private static final int MOST_ROUNDS = 15;
  private static final double SECONDS_A_METHOD = 8;
  private static final String TOGETHER =
      "grad-cam grad-cam++ xgrad-cam layer-cam hires-cam abs-cam:initial eigen-cam";

  /** A batch of these would take minutes, where their cost is so much per mask or channel. */
  private static final Set<String> ON_ONE_IMAGE =
      Set.of("abs-cam", "score-cam", "ss-cam", "is-cam", "group-cam", "rise");

  private final Path file;
  private final Model unchanged;
  private final Tensor images;

  private MethodBenchmark(Path file) throws Exception {
    this.file = file;
    this.unchanged = Model.newInstance("forward", "PyTorch");
    unchanged.load(
        file.toAbsolutePath().getParent(), file.getFileName().toString().replace(".pt", ""));
    this.images = Tensor.zeros(BATCH, 3, SIDE, SIDE);
    Random random = new Random(1);
    for (int i = 0; i < images.size(); i++) {
      images.values()[i] = (float) random.nextGaussian();
    }
  }

  /** Arguments: a TorchScript file, the layer to explain, and several layers joined by commas. */
  public static void main(String[] arguments) throws Exception {
    DjlEngine.useThreads(1);
    try (MethodBenchmark benchmark = new MethodBenchmark(Path.of(arguments[0]))) {
      benchmark.run(arguments[1], List.of(arguments[2].split(",")));
    }
  }

  private void run(String layer, List<String> several) throws Exception {
    Probe probe = opened(List.of(layer));
    forward();
    print(
        "forward pass: %.1f ms an image (batch %d, 1 thread)",
        milliseconds(this::forward) / BATCH, BATCH);
    print("%-28s %-10s %s", "method", "passes", "rounds (passes: forward passes an image, median)");
    measure("evidence alone", BATCH, batch -> probe.evidence(batch));
    for (SaliencyMethod method : Contenders.all()) {
      boolean one =
          ON_ONE_IMAGE.contains(method.card().id()) && method.card().cost().contains(" per ");
      measure(
          method.id() + (one ? ", 1 image" : ""),
          one ? 1 : BATCH,
          batch -> method.explain(probe, probe.evidence(batch)));
    }
    List<SaliencyMethod> cheap =
        List.of(TOGETHER.split(" ")).stream().map(Methods::method).toList();
    measure("seven of these together", BATCH, batch -> all(cheap, probe, probe.evidence(batch)));
    List<SaliencyMethod> withMi = new ArrayList<>(cheap);
    withMi.add(Methods.method("mi-cam"));
    measure("and mi-cam", BATCH, batch -> all(withMi, probe, probe.evidence(batch)));
    print("live channels of that image: %d", live(probe.evidence(batch(1))));
    Probe wide = opened(several);
    SaliencyMethod integrative = Methods.method("integrative-cam");
    measure(
        "integrative-cam, " + several.size() + " layers",
        BATCH,
        batch -> integrative.explain(wide, wide.evidence(batch)));
  }

  private interface Work {
    Object apply(Batch batch);
  }

  private void measure(String name, int size, Work work) {
    Batch batch = batch(size);
    // What takes long enough to be measured once needs no warm-up.
    double first = size == BATCH ? milliseconds(() -> work.apply(batch)) : Double.MAX_VALUE;
    int rounds = (int) Math.max(1, Math.min(MOST_ROUNDS, SECONDS_A_METHOD * 1000 / first));
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      // What takes minutes is compared with several passes before and after it.
      int passes = rounds == 1 ? 4 : 1;
      List<Double> pass = new ArrayList<>(passes(passes));
      double cost = milliseconds(() -> work.apply(batch));
      pass.addAll(passes(rounds == 1 ? passes : 0));
      double one = median(pass) / BATCH;
      // The shared pass computes the padding too: with one image that is taken off.
      ratios.add(size == BATCH ? cost / BATCH / one : cost / one - (BATCH - 1));
    }
    print("%-28s %-10.3f %d", name, median(ratios), rounds);
  }

  /** Milliseconds of some forward passes. */
  private List<Double> passes(int count) {
    return Stream.generate(() -> milliseconds(this::forward)).limit(count).toList();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private Batch batch(int size) {
    int[] targets = new int[size];
    Arrays.fill(targets, Batch.PREDICTED);
    return new Batch(images, targets);
  }

  private static Object all(List<SaliencyMethod> methods, Probe probe, Evidence evidence) {
    return methods.stream().map(method -> method.explain(probe, evidence)).toList();
  }

  private Probe opened(List<String> layers) throws Exception {
    Path opened = Files.createTempFile("benchmark", ".pt");
    TorchScriptFile.read(file).writeOpened(Wanted.at(layers, Set.of(Access.values())), opened);
    Probe probe = DjlProbes.probe(new OpenedModel(opened, layers), ComputeDevice.cpu());
    Files.delete(opened);
    return probe;
  }

  private static long live(Evidence evidence) {
    Tensor channels = evidence.layers().get(0).activations().slice(0);
    long live = 0;
    for (int k = 0; k < channels.length(0); k++) {
      float[] values = channels.slice(k).values();
      float first = values[0];
      for (float value : values) {
        if (value != first) {
          live++;
          break;
        }
      }
    }
    return live;
  }

  /** The file as it is, in inference mode: what a plain classification job would cost. */
  private void forward() {
    try (NDManager manager = unchanged.getNDManager().newSubManager()) {
      NDList input = new NDList(manager.create(images.values(), new Shape(BATCH, 3, SIDE, SIDE)));
      IValueUtils.forward((PtSymbolBlock) unchanged.getBlock(), input, false).get(0).toFloatArray();
    }
  }

  private static double milliseconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
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
