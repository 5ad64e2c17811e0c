package io.github.heatmill.model;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Rgb;
import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * The description of a network besides its weights: the preprocessing of its input and the names of
 * its classes. Read from the files that DJL puts beside a model, {@code serving.properties} and
 * {@code synset.txt}.
 *
 * @param classNames in the order of the logits; empty when unknown
 * @param output where the class scores are in what the network returns, and what they mean
 */
public record ModelCard(Preprocessing preprocessing, List<String> classNames, NetworkOutput output)
    implements Serializable {
  private static final int CHANNELS = 3;

  public ModelCard {
    classNames = List.copyOf(classNames);
  }

  /** Describes a network that returns logits of classes. */
  public ModelCard(Preprocessing preprocessing, List<String> classNames) {
    this(preprocessing, classNames, NetworkOutput.LOGITS);
  }

  /** The same network with another output. */
  public ModelCard with(NetworkOutput other) {
    return new ModelCard(preprocessing, classNames, other);
  }

  /** The name of a class, or its index where names are unknown. */
  public String className(int index) {
    return index < classNames.size() ? classNames.get(index) : Integer.toString(index);
  }

  /**
   * The class for a dataset's label: a class's name, the first word of it (as in {@code n01440764
   * tench}), or an index.
   *
   * @return -1 if there is none
   */
  public int classIndex(String label) {
    if (classNames.contains(label)) {
      return classNames.indexOf(label);
    }
    for (int i = 0; i < classNames.size(); i++) {
      if (classNames.get(i).startsWith(label + " ")) {
        return i;
      }
    }
    boolean index = label.matches("\\d{1,9}");
    return index && (classNames.isEmpty() || Integer.parseInt(label) < classNames.size())
        ? Integer.parseInt(label)
        : -1;
  }

  /**
   * Reads the files beside a model; without them, ImageNet's standard preprocessing and no names.
   *
   * @throws IllegalArgumentException naming every setting that cannot be used
   */
  public static ModelCard beside(Path modelFile) {
    Path folder = modelFile.toAbsolutePath().getParent();
    try {
      Path properties = folder.resolve("serving.properties");
      Preprocessing preprocessing =
          Files.exists(properties) ? preprocessing(properties) : Preprocessing.imageNet();
      return new ModelCard(preprocessing, classNames(folder.resolve("synset.txt")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads class names, one per line.
   *
   * @throws IllegalArgumentException if the file is not text in UTF-8
   */
  public static List<String> classNames(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(s -> !s.isEmpty())
          .toList();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("Invalid text: " + file + " (must be UTF-8)", e);
    }
  }

  private static Preprocessing preprocessing(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    List<String> problems = new ArrayList<>();
    int width = number(properties, "width", "224", problems);
    int height = number(properties, "height", Integer.toString(width), problems);
    String resize = properties.getProperty("resize", "false").strip();
    // DJL also allows true: straight to width x height.
    boolean sized = !resize.equals("true") && !resize.equals("false");
    int shorter = sized ? number(properties, "resize", resize, problems) : 0;
    boolean crop = Boolean.parseBoolean(properties.getProperty("centerCrop", "false").strip());
    Rgb[] normalize = normalize(properties.getProperty("normalize", "false").strip(), problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(file.getFileName() + ": " + String.join("; ", problems));
    }
    try {
      return new Preprocessing(width, height, shorter, crop, normalize[0], normalize[1]);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file.getFileName() + ": " + e.getMessage(), e);
    }
  }

  private static int number(
      Properties properties, String key, String otherwise, List<String> problems) {
    String text = properties.getProperty(key, otherwise).strip();
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      problems.add("Invalid " + key + ": " + text + " (must be a whole number)");
      return 0;
    }
  }

  /**
   * Three means and three standard deviations, {@code true} for ImageNet's, {@code false} for none.
   */
  private static Rgb[] normalize(String text, List<String> problems) {
    if (text.equals("true")) {
      return new Rgb[] {Preprocessing.IMAGENET_MEAN, Preprocessing.IMAGENET_STD};
    }
    if (text.equals("false")) {
      return new Rgb[] {new Rgb(0, 0, 0), new Rgb(1, 1, 1)};
    }
    String[] parts = text.split(",");
    try {
      if (parts.length == 2 * CHANNELS) {
        return new Rgb[] {rgb(parts, 0), rgb(parts, CHANNELS)};
      }
    } catch (NumberFormatException e) {
      // Reported below, with the rule.
    }
    problems.add(
        "Invalid normalize: " + text + " (must be three means and three standard deviations)");
    return new Rgb[0];
  }

  private static Rgb rgb(String[] parts, int from) {
    return new Rgb(
        Float.parseFloat(parts[from].strip()),
        Float.parseFloat(parts[from + 1].strip()),
        Float.parseFloat(parts[from + 2].strip()));
  }
}
