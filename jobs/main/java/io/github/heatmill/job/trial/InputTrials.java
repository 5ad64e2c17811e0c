package io.github.heatmill.job.trial;

import io.github.heatmill.image.Channels;
import io.github.heatmill.image.Encoding;
import io.github.heatmill.image.Encoding.Form;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.model.ModelRunException;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.OpeningRequest;
import io.github.heatmill.model.OpeningRequest.Gradients;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.djl.DjlProbes;
import io.github.heatmill.model.djl.layer.ListedParts;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.request.SavedModel;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Tries a network that does not run with other inputs: another number of channels, or the channels
 * last. So its message can name the option that is missing.
 */
public final class InputTrials {
  private static final int RGB = 3;
  private static final int[] USUAL_BATCHES = {1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 48, 64};

  private InputTrials() {}

  /** The problem of a network that does not run, with the reason and, if one is found, a remedy. */
  public static String problem(SavedModel model, int batch, ModelRunException failure) {
    Preprocessing input = model.card().preprocessing();
    return "Model does not run: %s on an input of %d x %d%s (%s)"
        .formatted(
            model.name(),
            input.width(),
            input.height(),
            fixedBatch(model, batch).or(() -> remedy(model)).map(text -> "; " + text).orElse(""),
            failure.getMessage());
  }

  /**
   * The remedy for a network whose trace has fixed the number of images.
   *
   * @param batch the number of images with which it does not run
   */
  static Optional<String> fixedBatch(SavedModel model, int batch) {
    Preprocessing input = model.card().preprocessing();
    return model
        .script()
        .explainable()
        .findFirst()
        .flatMap(layer -> opened(model, layer, probe -> fixedBatch(probe, input, batch)));
  }

  private static Optional<String> fixedBatch(Probe probe, Preprocessing input, int batch) {
    if (runs(probe, batch, input.channels(), input.height(), input.width())) {
      return Optional.empty();
    }
    return Arrays.stream(USUAL_BATCHES)
        .filter(n -> runs(probe, n, input.channels(), input.height(), input.width()))
        .mapToObj(n -> "its trace has fixed the number of images: --batch-size " + n)
        .findFirst();
  }

  private static Optional<String> remedy(SavedModel model) {
    Preprocessing input = model.card().preprocessing();
    if (input.encoding().form() != Form.NCHW) {
      return Optional.empty();
    }
    return otherInput(model).or(() -> oneImage(model));
  }

  /** The remedy for a network that takes an image without the axis of images. */
  private static Optional<String> oneImage(SavedModel model) {
    return ListedParts.takesOneImage(model.script(), model.card().preprocessing())
        ? Optional.of(
            "it takes one image of (channels, height, width) without an axis of images: save, by"
                + " torch.jit.trace on one image, a wrapper with self.model = torch.jit.load(...) and"
                + " def forward(self, x): return self.model(x.squeeze(0))[None]. Images then go"
                + " through it one by one")
        : Optional.empty();
  }

  private static Optional<String> otherInput(SavedModel model) {
    Preprocessing input = model.card().preprocessing();
    Optional<String> layer = model.script().explainable().findFirst();
    if (layer.isEmpty()) {
      return Optional.empty();
    }
    return opened(model, layer.get(), probe -> remedy(probe, input));
  }

  private static Optional<String> opened(
      SavedModel model, String layer, Function<Probe, Optional<String>> question) {
    try {
      OpenedModel opened =
          model.opened(OpeningRequest.at(List.of(layer), Set.of()).with(Gradients.UNUSED));
      return DjlProbes.once(opened, question);
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // The first failure tells more.
    }
  }

  private static Optional<String> remedy(Probe probe, Preprocessing input) {
    for (int channels = 1; channels <= Channels.MOST; channels++) {
      if (channels != input.channels() && runs(probe, 1, channels, input.height(), input.width())) {
        return Optional.of(
            switch (channels) {
              case 1 ->
                  "with 1 channel it runs: --colours grey and 1 mean and standard deviation for"
                      + " --normalize, such as --colours grey --normalize 0.5,0.25";
              case RGB ->
                  "with 3 channels it runs: --colours rgb and 3 means and standard deviations for"
                      + " --normalize";
              default ->
                  "with %d channels it runs: --colours stored, for PNG and TIFF files that hold as many, or grey, and %d means and standard deviations for --normalize"
                      .formatted(channels, channels);
            });
      }
    }
    return runs(probe, 1, input.height(), input.width(), input.channels())
        ? Optional.of(
            "with the channels last it runs: --input-form nhwc, or nhwc-uint8 if it normalises"
                + " bytes itself")
        : Optional.empty();
  }

  private static boolean runs(Probe probe, int... shape) {
    Encoding unscaled = Encoding.rgb(Channels.rgb(0), Channels.rgb(1));
    try {
      probe.evidence(Batch.predicted(Tensor.zeros(shape), shape[0], unscaled));
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }
}
