package io.github.heatmill.job.run;

import io.github.heatmill.image.Channels;
import io.github.heatmill.image.Encoding;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Resizing;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.model.card.CardFiles;
import io.github.heatmill.model.operator.Trust;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.model.output.OutputKind;
import io.github.heatmill.model.output.ValueScale;
import io.github.heatmill.udf.request.ModelCheck;
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
 * @param source a {@code .pt} or {@code .pt2} file, or a folder with one
 * @param sha256 the SHA-256 that the file must have, in hexadecimal digits
 * @param input how images become the network's input
 * @param classes a file with one class name in each line
 * @param output what the network returns
 * @param trust whether the network may call what is not known to only compute
 */
public record ModelSettings(
    String source,
    Optional<String> sha256,
    Input input,
    Optional<Path> classes,
    Output output,
    Trust trust) {
  private static final int RGB = 3;

  /**
   * How images become the network's input. What is empty is read from the files beside the model.
   *
   * @param size the side of the input in pixels, or its width and its height
   * @param resizing how images get that size; its longer form is that of {@code --resize}
   * @param values how pixels become numbers
   */
  public record Input(List<Integer> size, Optional<Resizing> resizing, Values values) {
    public Input {
      size = List.copyOf(size);
    }

    /** As described beside the model. */
    public static Input described() {
      return new Input(List.of(), Optional.empty(), Values.described());
    }

    /** With another side of the input in pixels. */
    public Input withSize(int side) {
      return new Input(List.of(side), resizing, values);
    }

    /** With another width and height of the input in pixels. */
    public Input withSize(int width, int height) {
      return new Input(List.of(width, height), resizing, values);
    }

    public Input withResizing(Resizing other) {
      return new Input(size, Optional.of(other), values);
    }

    public Input withValues(Values other) {
      return new Input(size, resizing, other);
    }

    private Preprocessing over(Preprocessing base) {
      if (size.size() > 2) {
        throw new IllegalArgumentException(
            "Invalid --input-size: " + size + " (must be the side, or width and height)");
      }
      return new Preprocessing(
          size.isEmpty() ? base.width() : size.get(0),
          size.isEmpty() ? base.height() : size.get(size.size() - 1),
          resizing.orElse(base.resizing()),
          values.over(base.encoding()));
    }
  }

  /**
   * How pixels become numbers. What is empty is read from the files beside the model.
   *
   * @param normalize the means, and then the standard deviations, of all channels
   * @param scale the highest value of a pixel before it is normalised, 1 or 255; means and standard
   *     deviations are on this scale
   * @param colours the colours of the channels
   * @param form the shape and the type of the input
   */
  public record Values(
      List<Float> normalize,
      OptionalInt scale,
      Optional<Encoding.Colours> colours,
      Optional<Encoding.Form> form) {
    private static final int LEVELS = 255;

    public Values {
      normalize = List.copyOf(normalize);
    }

    /** As described beside the model. */
    public static Values described() {
      return new Values(List.of(), OptionalInt.empty(), Optional.empty(), Optional.empty());
    }

    public Values withNormalize(List<Float> meansAndDeviations) {
      return new Values(meansAndDeviations, scale, colours, form);
    }

    public Values withScale(int highest) {
      return new Values(normalize, OptionalInt.of(highest), colours, form);
    }

    public Values withColours(Encoding.Colours other) {
      return new Values(normalize, scale, Optional.of(other), form);
    }

    public Values withForm(Encoding.Form other) {
      return new Values(normalize, scale, colours, Optional.of(other));
    }

    private Encoding over(Encoding base) {
      if (scale.isPresent() && scale.getAsInt() != 1 && scale.getAsInt() != LEVELS) {
        throw new IllegalArgumentException(
            "Invalid --input-scale: " + scale.getAsInt() + " (must be 1 or 255)");
      }
      Encoding.Colours given = colours.orElse(base.colours());
      Encoding.Form shape = form.orElse(base.form());
      if (!normalize.isEmpty()) {
        return new Encoding(given, means(given), deviations(), shape);
      }
      int count = base.mean().count();
      if (scale.isPresent() || (shape.isBytes() && !base.form().isBytes())) {
        // Bytes are levels, whatever the files say of other forms.
        float std = scale.orElse(LEVELS) == 1 && !shape.isBytes() ? 1 : Encoding.LEVELS;
        return new Encoding(given, Channels.all(count, 0), Channels.all(count, std), shape);
      }
      return new Encoding(given, base.mean(), base.std(), shape);
    }

    private Channels means(Encoding.Colours given) {
      int count = normalize.size() / 2;
      boolean any = given == Encoding.Colours.GREY || given == Encoding.Colours.STORED;
      if (normalize.size() % 2 != 0 || count > Channels.MOST || (count != RGB && !any)) {
        throw new IllegalArgumentException(
            "Invalid --normalize: "
                + normalize
                + " (must be "
                + (any
                    ? "the means and then the standard deviations of up to 8 channels)"
                    : "three means and three standard deviations)"));
      }
      return scaled(normalize.subList(0, count));
    }

    private Channels deviations() {
      return scaled(normalize.subList(normalize.size() / 2, normalize.size()));
    }

    private Channels scaled(List<Float> numbers) {
      float highest = scale.orElse(1);
      return Channels.of(numbers.stream().map(number -> number / highest).toList());
    }
  }

  /**
   * What the network returns. What is empty is read from the file beside the model, or found out by
   * trying the network on images.
   *
   * @param kind the meaning of the numbers, by the name of an {@link OutputKind}
   * @param part where the class scores are in a tuple, list or dictionary, such as {@code 1} or
   *     {@code out/logits}
   * @param direction whether maps show what raises a value, {@code up}, or lowers it, {@code down};
   *     for a regression
   * @param references what an embedding is compared with: images, or rows of tables
   */
  public record Output(
      Optional<String> kind,
      Optional<String> part,
      Optional<String> direction,
      List<String> references) {
    public Output {
      references = List.copyOf(references);
    }

    /** As described beside the model, or found out. */
    public static Output described() {
      return new Output(Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    public Output withKind(String name) {
      return new Output(Optional.of(name), part, direction, references);
    }

    public Output withPart(String path) {
      return new Output(kind, Optional.of(path), direction, references);
    }

    public Output withDirection(String name) {
      return new Output(kind, part, Optional.of(name), references);
    }

    public Output withReferences(List<String> places) {
      return new Output(kind, part, direction, places);
    }

    private NetworkOutput over(NetworkOutput base) {
      NetworkOutput place = part.map(base::at).orElse(base);
      NetworkOutput known =
          kind.map(name -> place.given(OutputKind.of("--output-kind", name), "--output-kind"))
              .orElse(place);
      if (direction.isEmpty()) {
        return known;
      }
      if (known.kind() != OutputKind.REGRESSION) {
        throw new IllegalArgumentException(
            "Invalid --direction: "
                + direction.get()
                + " (only a value has a direction: --output-kind regression)");
      }
      return known.with(ValueScale.of(ValueScale.Direction.named(direction.get())));
    }
  }

  /** A network as the files beside it describe it. */
  public static ModelSettings of(String source) {
    return new ModelSettings(
        source,
        Optional.empty(),
        Input.described(),
        Optional.empty(),
        Output.described(),
        Trust.CHECKED);
  }

  public ModelSettings withSha256(String hex) {
    return new ModelSettings(source, Optional.of(hex), input, classes, output, trust);
  }

  public ModelSettings withInput(Input other) {
    return new ModelSettings(source, sha256, other, classes, output, trust);
  }

  public ModelSettings withClasses(Path file) {
    return new ModelSettings(source, sha256, input, Optional.of(file), output, trust);
  }

  public ModelSettings withOutput(Output other) {
    return new ModelSettings(source, sha256, input, classes, other, trust);
  }

  /** As {@link Trust} says of {@code --trust-model}. */
  public ModelSettings withTrust(Trust other) {
    return new ModelSettings(source, sha256, input, classes, output, other);
  }

  /**
   * Reads the network.
   *
   * @throws IllegalArgumentException if the file is missing, has another SHA-256, or holds no
   *     network that can be opened
   */
  public SavedModel open(Configuration hadoop) throws IOException {
    Optional<Sha256> expected = sha256.map(hex -> Sha256.parse("--model-sha256", hex));
    return SavedModel.of(source, new ModelCheck(expected, trust), this::over, hadoop);
  }

  private ModelCard over(ModelCard card) throws IOException {
    Preprocessing changed = input.over(card.preprocessing());
    return new ModelCard(
        changed,
        classes.isEmpty() ? card.classNames() : names(classes.get()),
        output.over(card.output()));
  }

  private static List<String> names(Path file) throws IOException {
    List<String> names =
        CardFiles.in(file.toAbsolutePath().getParent())
            .text(file.getFileName().toString())
            .map(CardFiles::lines)
            .orElse(List.of());
    if (names.isEmpty()) {
      throw new IllegalArgumentException(
          "Missing class names: " + file + " (must hold one a line)");
    }
    return names;
  }
}
