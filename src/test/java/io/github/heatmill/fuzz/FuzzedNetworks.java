package io.github.heatmill.fuzz;

import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.ModelRunException;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs damaged networks, in a JVM of its own that a crash of native code may take with it. */
final class FuzzedNetworks {
  private static final int SIDE = 32;

  private FuzzedNetworks() {}

  /** Takes a seed and a number of networks; prints each number before it begins, and then DONE. */
  public static void main(String[] arguments) throws IOException {
    FuzzedModels models = new FuzzedModels(Long.parseLong(arguments[0]));
    Path file = Files.createTempFile("heatmill-fuzz", ".pt");
    try {
      Trials.run(Integer.parseInt(arguments[1]), number -> attempt(number, models, file));
      System.out.println("DONE");
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(FuzzedModels.opened(file));
    }
    System.exit(0); // The engine has threads of its own.
  }

  private static void attempt(int number, FuzzedModels models, Path file) throws IOException {
    System.out.println("Network " + number); // The last one printed is the one that crashed.
    Optional<String> layer = models.open(models.packed(), file);
    if (layer.isPresent()) {
      run(new OpenedModel(FuzzedModels.opened(file), List.of(layer.get())));
    }
  }

  private static void run(OpenedModel model) {
    try {
      int[] predicted = {Batch.PREDICTED};
      DjlProbes.probe(model, ComputeDevice.cpu())
          .evidence(new Batch(Tensor.zeros(1, 3, SIDE, SIDE), predicted));
      System.out.println("ran");
    } catch (ModelRunException e) {
      System.out.println("refused: " + e.getMessage());
    } finally {
      DjlProbes.close(model, ComputeDevice.cpu());
    }
  }
}
