package io.github.heatmill.job.option;

import io.github.heatmill.job.run.ModelSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** Options that name the network and replace the description beside its file. */
public final class ModelOptions {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR-OR-PT",
      description =
          "A saved TorchScript file, or a folder with one, with serving.properties and synset.txt.")
  String model;

  @Option(
      names = "--model-sha256",
      paramLabel = "HEX",
      description = "Refuse the model unless its file has this SHA-256.")
  String sha256;

  @Option(
      names = "--input-size",
      paramLabel = "N",
      description = "Side of the network's input in pixels.")
  Integer inputSize;

  @Option(
      names = "--resize",
      paramLabel = "N",
      description = "Resize the shorter side to N before cropping; 0: straight to the input size.")
  Integer resize;

  @Option(
      names = "--normalize",
      split = ",",
      paramLabel = "V",
      description = "Three means and three standard deviations, on a scale of 0 to 1.")
  List<Float> normalize = List.of();

  @Option(
      names = "--classes",
      paramLabel = "FILE",
      description = "A file with one class name in each line.")
  Path classes;

  @Option(
      names = "--output-kind",
      paramLabel = "KIND",
      description =
          "What the network returns: softmax (logits), probabilities, sigmoid (logits of independent"
              + " labels), sigmoid-probabilities, binary, binary-probability. Default: found out on"
              + " images of the dataset; binary must be given.")
  String outputKind;

  @Option(
      names = "--output-part",
      paramLabel = "PATH",
      description =
          "Where the class scores are in a tuple, list or dictionary: an index, a key, or several"
              + " with slashes (1, logits, out/0).")
  String outputPart;

  /** The settings that the options name. */
  public ModelSettings settings() {
    ModelSettings.Input input =
        new ModelSettings.Input(
            inputSize == null ? OptionalInt.empty() : OptionalInt.of(inputSize),
            resize == null ? OptionalInt.empty() : OptionalInt.of(resize),
            normalize);
    return new ModelSettings(
        model,
        Optional.ofNullable(sha256),
        input,
        Optional.ofNullable(classes),
        new ModelSettings.Output(Optional.ofNullable(outputKind), Optional.ofNullable(outputPart)));
  }
}
