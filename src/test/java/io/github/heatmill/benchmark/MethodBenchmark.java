package io.github.heatmill.benchmark;

import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.Batch;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.Evidence;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.djl.DjlEngine;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.model.torchscript.TorchScriptFile;
import io.github.heatmill.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * The cost of each method in forward passes of the unchanged file. Forward pass and methods take
 * turns, and the ratio is taken within each round, so that a machine that slows down slows both.
 */
public final class MethodBenchmark {
  private static final int BATCH = 16;
  private static final int SIDE = 224;
  private static final int WARM_UP = 3;
  private static final int ROUNDS = 15;

  private MethodBenchmark() {}

  /** Arguments: a TorchScript file and the layer to explain. */
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    String layer = arguments[1];
    DjlEngine.useThreads(1);
    float[] pixels = new float[BATCH * 3 * SIDE * SIDE];
    Random random = new Random(1);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    Tensor images = Tensor.of(pixels, BATCH, 3, SIDE, SIDE);
    int[] targets = new int[BATCH];
    Arrays.fill(targets, Batch.PREDICTED);
    Path opened = Files.createTempFile("benchmark", ".pt");
    TorchScriptFile.read(file).writeOpened(List.of(layer), opened);
    Probe probe = DjlProbes.probe(new OpenedModel(opened, List.of(layer)), ComputeDevice.cpu());
    Files.delete(opened);
    try (Model model = Model.newInstance("forward", "PyTorch")) {
      model.load(
          file.toAbsolutePath().getParent(), file.getFileName().toString().replace(".pt", ""));
      measure(model, probe, new Batch(images, targets));
    }
  }

  private static void measure(Model model, Probe probe, Batch batch) {
    Map<String, Runnable> contenders = new LinkedHashMap<>();
    contenders.put("evidence alone", () -> probe.evidence(batch));
    for (SaliencyMethod method : Methods.all()) {
      contenders.put(method.id(), () -> method.explain(probe, probe.evidence(batch)));
    }
    contenders.put("all methods together", () -> all(probe, probe.evidence(batch)));
    List<Double> forward = new ArrayList<>();
    Map<String, List<Double>> ratios = new LinkedHashMap<>();
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      boolean counts = round >= 0;
      for (Map.Entry<String, Runnable> contender : contenders.entrySet()) {
        double base = milliseconds(() -> forward(model, batch.images()));
        double ratio = milliseconds(contender.getValue()) / base;
        if (counts) {
          forward.add(base);
          ratios.computeIfAbsent(contender.getKey(), key -> new ArrayList<>()).add(ratio);
        }
      }
    }
    print(
        "forward pass: %.1f ms an image (batch %d, 1 thread, median of %d)",
        median(forward) / BATCH, BATCH, forward.size());
    print("%-24s %s", "method", "forward passes an image (median of " + ROUNDS + ")");
    ratios.forEach((name, values) -> print("%-24s %.3f", name, median(values)));
  }

  private static void all(Probe probe, Evidence evidence) {
    Methods.all().forEach(method -> method.explain(probe, evidence));
  }

  /** The file as it is, in inference mode: what a plain classification job would cost. */
  private static void forward(Model model, Tensor images) {
    try (NDManager manager = model.getNDManager().newSubManager()) {
      NDList input = new NDList(manager.create(images.values(), new Shape(BATCH, 3, SIDE, SIDE)));
      IValueUtils.forward((PtSymbolBlock) model.getBlock(), input, false).get(0).toFloatArray();
    }
  }

  private static double milliseconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
