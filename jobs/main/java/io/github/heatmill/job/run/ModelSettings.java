package io.github.heatmill.job.run;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Rgb;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.model.NetworkOutput;
import io.github.heatmill.model.OutputKind;
import io.github.heatmill.udf.request.SavedModel;
import io.github.heatmill.udf.request.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;

/**
 * The network of a run, and what replaces the description beside its file.
 *
 * @param source a TorchScript file, or a folder with one
 * @param sha256 the SHA-256 that the file must have, in hexadecimal digits
 * @param input how images become the network's input
 * @param classes a file with one class name in each line
 * @param output what the network returns
 */
public record ModelSettings(
    String source, Optional<String> sha256, Input input, Optional<Path> classes, Output output) {
  private static final int CHANNELS = 3;

  /**
   * How images become the network's input. What is empty is read from the file beside the model.
   *
   * @param size the side of the input in pixels
   * @param resize the length to which the shorter side is resized before cropping; 0 resizes
   *     straight to the input size
   * @param normalize three means and three standard deviations, on a scale of 0 to 1
   */
  public record Input(OptionalInt size, OptionalInt resize, List<Float> normalize) {
    public Input {
      normalize = List.copyOf(normalize);
    }

    /** As described beside the model. */
    public static Input described() {
      return new Input(OptionalInt.empty(), OptionalInt.empty(), List.of());
    }

    private Preprocessing over(Preprocessing base) {
      return new Preprocessing(
          size.orElse(base.width()),
          size.orElse(base.height()),
          resize.orElse(base.resize()),
          resize.isPresent() ? resize.getAsInt() > 0 : base.centerCrop(),
          rgb(0, base.mean()),
          rgb(CHANNELS, base.std()));
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

  /**
   * What the network returns. What is empty is read from the file beside the model, or found out by
   * trying the network on images.
   *
   * @param kind the meaning of the numbers, by the name of an {@link OutputKind}
   * @param part where the class scores are in a tuple, list or dictionary, such as {@code 1} or
   *     {@code out/logits}
   */
  public record Output(Optional<String> kind, Optional<String> part) {
    /** As described beside the model, or found out. */
    public static Output described() {
      return new Output(Optional.empty(), Optional.empty());
    }

    private NetworkOutput over(NetworkOutput base) {
      NetworkOutput place = part.map(base::at).orElse(base);
      return kind.map(name -> place.with(kind(name), "given by --output-kind")).orElse(place);
    }

    private static OutputKind kind(String name) {
      return OutputKind.named(name)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "Unknown --output-kind: "
                          + name
                          + " (must be one of "
                          + String.join(", ", OutputKind.names())
                          + ")"));
    }
  }

  /** A network as the files beside it describe it. */
  public static ModelSettings of(String source) {
    return new ModelSettings(
        source, Optional.empty(), Input.described(), Optional.empty(), Output.described());
  }

  public ModelSettings withSha256(String hex) {
    return new ModelSettings(source, Optional.of(hex), input, classes, output);
  }

  public ModelSettings withInput(Input other) {
    return new ModelSettings(source, sha256, other, classes, output);
  }

  public ModelSettings withClasses(Path file) {
    return new ModelSettings(source, sha256, input, Optional.of(file), output);
  }

  public ModelSettings withOutput(Output other) {
    return new ModelSettings(source, sha256, input, classes, other);
  }

  /**
   * Reads the network.
   *
   * @throws IllegalArgumentException if the file is missing, has another SHA-256, or is no
   *     TorchScript
   */
  public SavedModel open(Configuration hadoop) throws IOException {
    Optional<Sha256> expected = sha256.map(hex -> Sha256.parse("--model-sha256", hex));
    return SavedModel.of(source, expected, this::over, hadoop);
  }

  private ModelCard over(ModelCard card) throws IOException {
    Preprocessing changed = input.over(card.preprocessing());
    return new ModelCard(
        changed,
        classes.isEmpty() ? card.classNames() : names(classes.get()),
        output.over(card.output()));
  }

  private static List<String> names(Path file) throws IOException {
    List<String> names = ModelCard.classNames(file);
    if (names.isEmpty()) {
      throw new IllegalArgumentException(
          "Missing class names: " + file + " (must hold one a line)");
    }
    return names;
  }
}
