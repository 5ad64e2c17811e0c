package io.github.heatmill.job.option;

import io.github.heatmill.image.Encoding;
import io.github.heatmill.image.Resizing;
import io.github.heatmill.job.run.ModelSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that name the network and replace the description beside its file. */
public final class ModelOptions {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR-OR-FILE",
      description =
          "A saved network (.pt of TorchScript, or .pt2 of torch.export), or a folder with one, with"
              + " serving.properties and synset.txt.")
  String model;

  @Option(
      names = "--model-name",
      paramLabel = "NAME",
      description = "Which of several networks in a .pt2 file; the same as FILE#NAME for --model.")
  String modelName;

  @Option(
      names = "--model-sha256",
      paramLabel = "HEX",
      description = "Refuse the model unless its file has this SHA-256.")
  String sha256;

  @Mixin TrustOptions trust = new TrustOptions();

  @Option(
      names = "--input-size",
      split = ",",
      paramLabel = "N",
      description = "Side of the network's input in pixels, or its width and height: W,H.")
  List<Integer> inputSize = List.of();

  @Option(
      names = "--resize",
      paramLabel = "N",
      converter = ImageTexts.OfResizing.class,
      description =
          "Resize the shorter side to N before cropping; 0: straight to the input size; or"
              + " letterbox, cover, square, none, or W,H. After a comma an interpolation, such as"
              + " 256,bicubic, and fill=RRGGBB for the border.")
  Resizing resize;

  @Option(
      names = "--normalize",
      split = ",",
      paramLabel = "V",
      description =
          "Three means and three standard deviations, on a scale of 0 to 1. With --colours grey or"
              + " stored: of 1 to 8 channels.")
  List<Float> normalize = List.of();

  @Option(
      names = "--input-scale",
      paramLabel = "1|255",
      description = "Highest value of a pixel before it is normalised, also for --normalize.")
  Integer inputScale;

  @Option(
      names = "--colours",
      paramLabel = "C",
      converter = ImageTexts.OfColours.class,
      description =
          "Colours of the input's channels: rgb, bgr, grey, or stored for up to 8 channels as PNG and"
              + " TIFF files hold them.")
  Encoding.Colours colours;

  @Option(
      names = "--input-form",
      paramLabel = "F",
      converter = ImageTexts.OfForm.class,
      description = "Shape and type of the input: nchw, nhwc, nchw-uint8 or nhwc-uint8.")
  Encoding.Form inputForm;

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
              + " labels), sigmoid-probabilities, binary, binary-probability, regression (values),"
              + " embedding (compared with --reference). Default: found out on images of the dataset;"
              + " binary, regression and embedding must be given.")
  String outputKind;

  @Option(
      names = "--output-part",
      paramLabel = "PATH",
      description =
          "Where the class scores are in a tuple, list or dictionary: an index, a key, or several"
              + " with slashes (1, logits, out/0).")
  String outputPart;

  @Option(
      names = "--direction",
      paramLabel = "up|down",
      description =
          "Of a regression: whether maps show what raises the value (up), or lowers it. Default:"
              + " direction in serving.properties, or up.")
  String direction;

  @Option(
      names = "--reference",
      paramLabel = "[NAME=]PLACE",
      description =
          "Of an embedding: what it is compared with. An image, a folder of images, a CSV or Parquet"
              + " table of embeddings, or one row of it: TABLE#ROW, by name or number. May be repeated."
              + " Default: references in serving.properties.")
  List<String> references = List.of();

  /** The settings that the options name. */
  public ModelSettings settings() {
    ModelSettings.Values values =
        new ModelSettings.Values(
            normalize,
            inputScale == null ? OptionalInt.empty() : OptionalInt.of(inputScale),
            Optional.ofNullable(colours),
            Optional.ofNullable(inputForm));
    ModelSettings.Input input =
        new ModelSettings.Input(inputSize, Optional.ofNullable(resize), values);
    return new ModelSettings(
        modelName == null ? model : model + "#" + modelName,
        Optional.ofNullable(sha256),
        input,
        Optional.ofNullable(classes),
        new ModelSettings.Output(
            Optional.ofNullable(outputKind),
            Optional.ofNullable(outputPart),
            Optional.ofNullable(direction),
            references),
        trust.trust());
  }
}
