package io.github.heatmill.model.card;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Resizing;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.model.output.OutputKind;
import io.github.heatmill.model.output.ValueScale;
import io.github.heatmill.model.source.InputLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the files beside a model, or inside it, say of its input and its classes.
 *
 * @param card the preprocessing and the class names
 * @param file the file that gave the preprocessing, such as {@code serving.properties} or {@code
 *     config.txt in the model}; empty if there is none, and ImageNet's is assumed
 * @param notes sentences for the user: what is unusual, ignored or unknown
 * @param settings all values of {@code serving.properties}, by key
 */
public record ModelDescription(
    ModelCard card, Optional<String> file, List<String> notes, Map<String, String> settings) {
  private static final String SYNSET = "synset.txt";
  private static final int FULL = 8;
  private static final int CROPPED = 7;
  private static final String IN_FILE = " in serving.properties";

  /** In the order in which they count. */
  private static final List<CardFormat> FORMATS =
      List.of(
          new ServingProperties(),
          new HuggingFaceConfig(),
          new TimmConfig(),
          new UltralyticsConfig());

  public ModelDescription {
    notes = List.copyOf(notes);
    settings = Map.copyOf(settings);
  }

  /** The same with more sentences for the user. */
  public ModelDescription with(List<String> more) {
    List<String> all = new ArrayList<>(notes);
    all.addAll(more);
    return new ModelDescription(card, file, all, settings);
  }

  /**
   * The same with the size of the images for which the network was exported, where no file names
   * another. Images are cropped as for ImageNet: to seven eighths of their shorter side.
   */
  public ModelDescription sizedFor(InputLimits limits) {
    Preprocessing described = card.preprocessing();
    int width = limits.width().nearest(described.width());
    int height = limits.height().nearest(described.height());
    if (file.isPresent() || width == described.width() && height == described.height()) {
      return this;
    }
    Resizing resizing = Resizing.shorter(Math.min(width, height) * FULL / CROPPED);
    Preprocessing sized = new Preprocessing(width, height, resizing, described.encoding());
    String note =
        "The size of the images, %d x %d, is one that the exported program takes"
            .formatted(width, height);
    return new ModelDescription(card.with(sized), file, notes, settings).with(List.of(note));
  }

  /**
   * Reads the files in the folder of a model, and then those in the model file. The first of {@code
   * serving.properties}, {@code preprocessor_config.json}, {@code config.json} and {@code
   * config.txt} gives the preprocessing. The class names are those that {@code serving.properties}
   * names, or else those of {@code synset.txt}, or of the other files.
   *
   * @throws IllegalArgumentException naming the file and every value that cannot be used
   */
  public static ModelDescription of(Path modelFile) {
    Path folder = modelFile.toAbsolutePath().getParent();
    try {
      return of(CardFiles.in(folder), CardFiles.inside(modelFile));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@link #of(Path)}, for files in any place. */
  public static ModelDescription of(CardFiles beside, CardFiles inside) throws IOException {
    List<Found> found = new ArrayList<>();
    find(beside, "", found);
    find(inside, " in the model", found);
    List<String> names = classNames(beside, inside, found);
    if (found.isEmpty()) {
      return new ModelDescription(
          new ModelCard(Preprocessing.imageNet(), names), Optional.empty(), List.of(), Map.of());
    }
    Found first = found.get(0);
    List<String> notes = new ArrayList<>();
    first.description.notes().forEach(note -> notes.add(first.file + ": " + note));
    for (Found other : found.subList(1, found.size())) {
      if (!other.description.preprocessing().equals(first.description.preprocessing())) {
        notes.add(
            other.file + " describes another preprocessing than " + first.file + ", which counts");
      }
    }
    ModelCard card =
        new ModelCard(first.description.preprocessing(), names, output(first.description));
    return new ModelDescription(card, Optional.of(first.file), notes, first.description.settings());
  }

  /** The number of predicted classes that are kept for each image; empty if no file names it. */
  public OptionalInt topK() {
    String named = settings.get(ServingKeys.TOP_K);
    return named == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(named.strip()));
  }

  /**
   * What an embedding is compared with, as {@code --reference} takes it; relative places are those
   * beside the model. Empty if no file names any.
   */
  public List<String> references() {
    return Arrays.stream(settings.getOrDefault(ServingKeys.REFERENCES, "").split(","))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .toList();
  }

  /** What the network returns. */
  private static NetworkOutput output(Description description) {
    Map<String, String> settings = description.settings();
    String part = settings.getOrDefault(ServingKeys.OUTPUT_PART, "");
    NetworkOutput place = part.isEmpty() ? NetworkOutput.LOGITS : NetworkOutput.LOGITS.at(part);
    String named = settings.get(ServingKeys.OUTPUT_KIND);
    NetworkOutput output =
        named == null
            ? place
            : place.given(
                OutputKind.of(ServingKeys.OUTPUT_KIND + IN_FILE, named),
                ServingKeys.OUTPUT_KIND + IN_FILE);
    expectKind(settings, ServingKeys.DIRECTION, output, OutputKind.REGRESSION);
    expectKind(settings, ServingKeys.REFERENCES, output, OutputKind.EMBEDDING);
    String direction = settings.get(ServingKeys.DIRECTION);
    return direction == null
        ? output
        : output.with(
            ValueScale.of(ValueScale.Direction.named(ServingKeys.DIRECTION + IN_FILE, direction)));
  }

  /** Refuses a key that has a meaning for one kind of output alone. */
  private static void expectKind(
      Map<String, String> settings, String key, NetworkOutput output, OutputKind kind) {
    if (settings.containsKey(key) && output.kind() != kind) {
      throw new IllegalArgumentException(
          "Invalid "
              + key
              + IN_FILE
              + ": "
              + settings.get(key)
              + " (must stand beside "
              + ServingKeys.OUTPUT_KIND
              + "="
              + kind.id()
              + ")");
    }
  }

  private record Found(String file, Description description) {}

  private static void find(CardFiles place, String where, List<Found> found) throws IOException {
    for (CardFormat format : FORMATS) {
      Optional<String> text = place.text(format.file());
      if (text.isPresent()) {
        String name = format.file() + where;
        try {
          format.read(text.get(), place).ifPresent(each -> found.add(new Found(name, each)));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
      }
    }
  }

  private static List<String> classNames(CardFiles beside, CardFiles inside, List<Found> found)
      throws IOException {
    List<String> named = found.isEmpty() ? List.of() : found.get(0).description.classNames();
    if (!named.isEmpty() && !found.get(0).description.settings().isEmpty()) {
      return named; // serving.properties may name another file or hold the names itself.
    }
    for (CardFiles place : List.of(beside, inside)) {
      List<String> names = place.text(SYNSET).map(CardFiles::lines).orElse(List.of());
      if (!names.isEmpty()) {
        return names;
      }
    }
    for (Found each : found) {
      if (!each.description.classNames().isEmpty()) {
        return each.description.classNames();
      }
    }
    List<String> names = HuggingFaceConfig.classNames(beside);
    return names.isEmpty() ? HuggingFaceConfig.classNames(inside) : names;
  }
}
