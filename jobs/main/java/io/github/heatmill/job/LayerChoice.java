package io.github.heatmill.job;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.model.Batch;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.Evidence;
import io.github.heatmill.model.ModelRunException;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.model.djl.LayerCatalog;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.Explanation;
import io.github.heatmill.udf.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The layers that are explained.
 *
 * @param sets each one gives maps of its own; the layers within a set are fused
 * @param sound whether the file can be opened at all of them
 */
record LayerChoice(List<List<String>> sets, boolean sound) {
  private static final String AUTO = "auto";

  /** Reads what {@code --layer} says; what is wrong is noted. */
  static LayerChoice of(List<String> options, Optional<SavedModel> model, Problems problems) {
    List<List<String>> sets = new ArrayList<>();
    boolean sound = model.isPresent();
    for (String option : options) {
      if (option.equals(AUTO)) {
        Optional<String> found = model.flatMap(m -> problems.attempt(() -> automatic(m)));
        found.ifPresent(layer -> sets.add(List.of(layer)));
        sound &= found.isPresent();
      } else {
        List<String> layers = List.of(option.split(","));
        List<String> wrong =
            layers.stream()
                .flatMap(layer -> model.flatMap(m -> m.script().problem(layer)).stream())
                .toList();
        wrong.forEach(problems::add);
        sets.add(layers);
        sound &= wrong.isEmpty();
      }
    }
    // Named twice, their rows would be there twice.
    return new LayerChoice(sets.stream().distinct().toList(), sound);
  }

  private static String automatic(SavedModel model) {
    Preprocessing input = model.card().preprocessing();
    return LayerCatalog.of(model.script(), input.height(), input.width())
        .auto()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No layer with a map: "
                        + model.name()
                        + " (name one with --layer; heatmill layers lists them)"));
  }

  /**
   * Explains one black image here, so that a model that cannot be explained as asked fails now and
   * not once for every image of the night.
   */
  void rehearse(SavedModel model, Target target, Problems problems) {
    if (sound) {
      problems
          .attempt(() -> evidence(model))
          .ifPresent(evidence -> check(evidence, model, target, problems));
    }
  }

  private Evidence evidence(SavedModel model) throws IOException {
    Preprocessing input = model.card().preprocessing();
    List<String> layers = Explanation.layers(sets);
    Path file = DriverFiles.folder().resolve("rehearsal.pt");
    OpenedModel opened = new OpenedModel(file, layers);
    try {
      model.script().writeOpened(layers, file);
      Tensor black = Tensor.zeros(1, 3, input.height(), input.width());
      return DjlProbes.probe(opened, ComputeDevice.cpu())
          .evidence(new Batch(black, new int[] {Batch.PREDICTED}));
    } catch (ModelRunException e) {
      throw new IllegalArgumentException(
          String.format(
              "Model does not run: %s on an input of %d x %d (%s)",
              model.name(), input.width(), input.height(), e.getMessage()),
          e);
    } finally {
      DjlProbes.close(opened, ComputeDevice.cpu());
      Files.deleteIfExists(file);
    }
  }

  private static void check(Evidence evidence, SavedModel model, Target target, Problems problems) {
    evidence.layers().forEach(layer -> problems.attempt(layer::spatial));
    int classes = evidence.logits().length(1);
    int names = model.card().classNames().size();
    problems.expect(
        names == 0 || names == classes,
        "Invalid class names: " + names + " for the " + classes + " classes of " + model.name());
    problems.expect(
        target.index() < classes,
        "Invalid --target: " + target + " (the model has " + classes + " classes)");
  }
}
