package io.github.heatmill.benchmark;

import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.method.gradient.GradCam;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.card.ModelDescription;
import io.github.heatmill.model.djl.DjlEngine;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.file.NetworkFile;
import io.github.heatmill.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Decode, preprocess, forward, Grad-CAM over a folder on one thread: the cost of the job without
 * Spark.
 */
public final class BareLoop {
  private static final int BATCH = 16;

  private BareLoop() {}

  /** Arguments: a TorchScript file, the layer, and a folder of images. Prints images per second. */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    List<String> layers = List.of(arguments[1]);
    DjlEngine.useThreads(1);
    List<Path> images;
    try (Stream<Path> listed = Files.list(Path.of(arguments[2]))) {
      images = listed.sorted().toList();
    }
    long start = System.nanoTime();
    Path opened = Files.createTempFile("bare", ".pt");
    NetworkFile.read(file).writeOpened(layers, opened);
    Probe probe = DjlProbes.probe(new OpenedModel(opened, layers), ComputeDevice.cpu());
    Files.delete(opened);
    Preprocessing preprocessing = ModelDescription.of(file).card().preprocessing();
    for (int from = 0; from < images.size(); from += BATCH) {
      explain(images.subList(from, Math.min(from + BATCH, images.size())), preprocessing, probe);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.println(String.format(Locale.ROOT, "%.2f", images.size() / seconds));
  }

  private static void explain(List<Path> images, Preprocessing preprocessing, Probe probe)
      throws IOException {
    Tensor tensor = Tensor.zeros(BATCH, 3, preprocessing.height(), preprocessing.width());
    int stride = tensor.size() / BATCH;
    for (int i = 0; i < images.size(); i++) {
      Pixels pixels = new ImageDecoder().decode(Files.readAllBytes(images.get(i)));
      preprocessing.write(pixels, tensor.values(), i * stride);
    }
    int[] targets = new int[images.size()];
    Arrays.fill(targets, Batch.PREDICTED);
    new GradCam().explain(probe, probe.evidence(new Batch(tensor, targets)));
  }
}
