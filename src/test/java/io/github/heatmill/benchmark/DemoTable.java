package io.github.heatmill.benchmark;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.Access;
import io.github.heatmill.model.ActivationStatistics;
import io.github.heatmill.model.Batch;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.Evidence;
import io.github.heatmill.model.LayerEvidence;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.Wanted;
import io.github.heatmill.model.djl.DjlEngine;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.model.djl.LayerCatalog;
import io.github.heatmill.model.torchscript.TorchScriptFile;
import io.github.heatmill.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Methods on the demo, where the truth is known: a Markdown table with the share of a map's energy
 * that lies in the object's box, how often its highest place does, how much of it lies on the
 * planted tag, and seconds an image on one thread. A map is enlarged and scaled to 0..1 first.
 */
public final class DemoTable {
  private static final int BATCH = 16;

  private final List<DemoImage> images;
  private final Preprocessing preprocessing;
  private final Path file;

  private DemoTable(Path demo) throws IOException {
    this.images = DemoImage.all(demo);
    this.file = demo.resolve("model/demo.pt");
    this.preprocessing = ModelCard.beside(file).preprocessing();
  }

  /** Argument: the demo's folder. */
  public static void main(String[] arguments) throws IOException {
    DjlEngine.useThreads(1);
    DemoTable table = new DemoTable(Path.of(arguments[0]));
    System.out.println(DemoScore.HEAD);
    for (SaliencyMethod method : Contenders.all()) {
      System.out.println(table.row(method));
    }
    DjlProbes.closeAll();
  }

  private String row(SaliencyMethod method) throws IOException {
    TorchScriptFile network = TorchScriptFile.read(file);
    LayerCatalog catalog = LayerCatalog.of(network, preprocessing.height(), preprocessing.width());
    List<String> layers =
        method.autoLayers() == SaliencyMethod.AutoLayers.LAST
            ? List.of(catalog.auto().orElseThrow())
            : catalog.everyResolution();
    Path opened = Files.createTempFile("demo", ".pt");
    network.writeOpened(Wanted.at(layers, Set.of(Access.values())), opened);
    Probe probe = DjlProbes.probe(new OpenedModel(opened, layers), ComputeDevice.cpu());
    Files.delete(opened);
    return row(method, probe, method.wantsStatistics() ? statistics(probe) : Map.of());
  }

  private String row(
      SaliencyMethod method, Probe probe, Map<String, ActivationStatistics> statistics) {
    DemoScore score = new DemoScore();
    for (int from = 0; from < images.size(); from += BATCH) {
      List<DemoImage> some = images.subList(from, Math.min(from + BATCH, images.size()));
      long start = System.nanoTime();
      Evidence evidence = probe.evidence(batch(some)).knowing(statistics);
      Tensor maps = method.explain(probe, evidence);
      score.addTime((System.nanoTime() - start) / 1e9);
      for (int i = 0; i < some.size(); i++) {
        score.add(some.get(i), maps.slice(i));
      }
    }
    return score.row(method.id());
  }

  private Batch batch(List<DemoImage> some) {
    Tensor tensor = Tensor.zeros(BATCH, 3, preprocessing.height(), preprocessing.width());
    int stride = tensor.size() / BATCH;
    for (int i = 0; i < some.size(); i++) {
      preprocessing.write(some.get(i).pixels(), tensor.values(), i * stride);
    }
    int[] targets = new int[some.size()];
    Arrays.fill(targets, Batch.PREDICTED);
    return new Batch(tensor, targets, preprocessing.mean(), preprocessing.std());
  }

  private Map<String, ActivationStatistics> statistics(Probe probe) {
    List<Tensor> all = new ArrayList<>();
    for (int from = 0; from < images.size(); from += BATCH) {
      List<DemoImage> some = images.subList(from, Math.min(from + BATCH, images.size()));
      LayerEvidence layer = probe.evidence(batch(some)).layers().get(0);
      for (int i = 0; i < some.size(); i++) {
        all.add(layer.activations().slice(i));
      }
    }
    return Map.of(probe.layers().get(0), statistics(all));
  }

  private static ActivationStatistics statistics(List<Tensor> all) {
    int[] shape = all.get(0).shape();
    Tensor mean = Tensor.zeros(shape);
    Tensor deviation = Tensor.zeros(shape);
    Tensor active = Tensor.zeros(shape);
    for (int n = 0; n < mean.size(); n++) {
      int neuron = n;
      double[] values = all.stream().mapToDouble(image -> image.values()[neuron]).toArray();
      double average = Arrays.stream(values).average().orElseThrow();
      double squares = Arrays.stream(values).map(v -> (v - average) * (v - average)).sum();
      mean.values()[n] = (float) average;
      deviation.values()[n] = (float) Math.sqrt(squares / values.length);
      active.values()[n] =
          (float) Arrays.stream(values).filter(v -> v != 0).count() / values.length;
    }
    return new ActivationStatistics(all.size(), mean, deviation, active);
  }
}
