package io.github.heatmill.benchmark;

import static io.github.heatmill.benchmark.ForwardPasses.print;

import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.djl.DjlNetwork;
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
import java.util.Random;
import java.util.Set;

/**
 * The processor time of opening a network (parse, translate, write, load), and of the evidence for
 * Grad-CAM, for files of one network in several formats, in turns.
 */
public final class FormatBenchmark {
  private static final int ROUNDS = 9;
  private static final int IMAGES = 8;
  private static final int SIDE = 224;

  private FormatBenchmark() {}

  /** Arguments: the layer to explain, and files of one network, the first for comparison. */
  public static void main(String[] arguments) throws Exception {
    String layer = arguments[0];
    List<Path> files =
        List.of(arguments).subList(1, arguments.length).stream().map(Path::of).toList();
    List<List<Double>> opening = new ArrayList<>();
    List<List<Double>> evidence = new ArrayList<>();
    files.forEach(file -> opening.add(new ArrayList<>()));
    files.forEach(file -> evidence.add(new ArrayList<>()));
    List<Probe> probes = new ArrayList<>();
    for (Path file : files) {
      OpenedModel opened = new OpenedModel(written(file, layer), List.of(layer));
      probes.add(DjlProbes.probe(opened, ComputeDevice.cpu()));
    }
    Batch batch = batch();
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < files.size(); i++) {
        Path file = files.get(i);
        opening.get(i).add(seconds(() -> open(file, layer)));
        Probe probe = probes.get(i);
        evidence.get(i).add(seconds(() -> probe.evidence(batch)));
      }
    }
    for (int i = 0; i < files.size(); i++) {
      print(
          "%-20s opening %.2f s (%.2f of the first), evidence of %d images %.3f s (%.3f of the first)",
          files.get(i).getFileName(),
          median(opening.get(i)),
          median(opening.get(i)) / median(opening.get(0)),
          IMAGES,
          median(evidence.get(i)),
          median(evidence.get(i)) / median(evidence.get(0)));
    }
    DjlProbes.closeAll();
  }

  private static void open(Path file, String layer) throws Exception {
    Path written = written(file, layer);
    DjlNetwork.load(written, ComputeDevice.cpu()).close();
    Files.delete(written);
  }

  private static Path written(Path file, String layer) throws Exception {
    Path written = Files.createTempFile("opened", ".pt");
    written.toFile().deleteOnExit();
    NetworkFile.read(file).writeOpened(OpeningRequest.at(List.of(layer), Set.of()), written);
    return written;
  }

  private static Batch batch() {
    Random random = new Random(1);
    Tensor images = Tensor.zeros(IMAGES, 3, SIDE, SIDE);
    for (int i = 0; i < images.size(); i++) {
      images.values()[i] = (float) random.nextGaussian();
    }
    int[] targets = new int[IMAGES];
    Arrays.fill(targets, Batch.PREDICTED);
    return new Batch(images, targets);
  }

  /** Something that is measured. */
  private interface Work {
    void run() throws Exception;
  }

  private static double seconds(Work work) throws Exception {
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    work.run();
    return (threads.getCurrentThreadCpuTime() - start) / 1e9;
  }

  private static double median(List<Double> numbers) {
    return numbers.stream().sorted().toList().get(numbers.size() / 2);
  }
}
