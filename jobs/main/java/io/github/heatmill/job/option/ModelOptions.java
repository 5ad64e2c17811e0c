package io.github.heatmill.job.option;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Rgb;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.udf.request.SavedModel;
import io.github.heatmill.udf.request.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Option;

/** Which network, and what one must know of it where no file beside it says so. */
public final class ModelOptions {
  private static final int CHANNELS = 3;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR-OR-PT",
      description =
          "A saved TorchScript file, or a folder with one, with serving.properties and synset.txt.")
  public String model;

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

  @Option(names = "--classes", paramLabel = "FILE", description = "Class names, one a line.")
  Path classes;

  /**
   * The network, with what the options say of it.
   *
   * @throws IllegalArgumentException if there is none, it is another than is meant, or no
   *     TorchScript
   */
  public SavedModel open(Configuration hadoop) throws IOException {
    Optional<Sha256> expected =
        Optional.ofNullable(sha256).map(hex -> Sha256.parse("--model-sha256", hex));
    return SavedModel.of(model, expected, this::over, hadoop);
  }

  /** The card beside the model, with what the options say instead. */
  private ModelCard over(ModelCard card) throws IOException {
    Preprocessing base = card.preprocessing();
    int width = inputSize == null ? base.width() : inputSize;
    int height = inputSize == null ? base.height() : inputSize;
    int shorter = resize == null ? base.resize() : resize;
    boolean crop = resize == null ? base.centerCrop() : resize > 0;
    Preprocessing changed =
        new Preprocessing(
            width, height, shorter, crop, rgb(0, base.mean()), rgb(CHANNELS, base.std()));
    return new ModelCard(changed, classes == null ? card.classNames() : names());
  }

  private List<String> names() throws IOException {
    List<String> names = ModelCard.classNames(classes);
    if (names.isEmpty()) {
      throw new IllegalArgumentException(
          "Missing class names: " + classes + " (must hold one a line)");
    }
    return names;
  }

  private Rgb rgb(int from, Rgb otherwise) {
    if (normalize.isEmpty()) {
      return otherwise;
    }
    if (normalize.size() != 2 * CHANNELS) {
      throw new IllegalArgumentException(
          "Invalid --normalize: "
              + normalize
              + " (must be three means and three standard deviations)");
    }
    return new Rgb(normalize.get(from), normalize.get(from + 1), normalize.get(from + 2));
  }
}
