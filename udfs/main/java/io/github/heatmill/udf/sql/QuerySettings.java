package io.github.heatmill.udf.sql;

import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.model.operator.Trust;
import io.github.heatmill.naming.ClosestNames;
import io.github.heatmill.udf.request.SavedModel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * The settings of {@code explain} in SQL.
 *
 * @param model a saved network, or a folder with one; after {@code #} the name of one of several
 *     networks in the file
 * @param layer the layers to explain: paths separated by commas, or {@code auto}
 * @param batchSize images in one forward pass
 * @param trust whether the network may call what is not known to only compute
 * @param bits the number of bits that samples wider than 8 bits hold, 8 to 32; 0 for all that a
 *     sample has
 */
public record QuerySettings(String model, String layer, int batchSize, Trust trust, int bits)
    implements Serializable {
  /** The setting that names the model. */
  public static final String MODEL = "spark.heatmill.model";

  /** The setting that names the layer. */
  public static final String LAYER = "spark.heatmill.layer";

  /** The setting of the number of images in one forward pass. */
  public static final String BATCH_SIZE = "spark.heatmill.batchSize";

  /** The setting that lets a network run that may do more than compute: {@code true}. */
  public static final String TRUST_MODEL = "spark.heatmill.trustModel";

  /** The setting of the number of bits that samples wider than 8 bits hold: 8 to 32. */
  public static final String BITS = "spark.heatmill.bits";

  private static final String PREFIX = "spark.heatmill.";

  private static final List<String> ALL = List.of(MODEL, LAYER, BATCH_SIZE, TRUST_MODEL, BITS);

  /** The default number of images in one forward pass. */
  public static final int DEFAULT_BATCH_SIZE = 16;

  /**
   * Checks all values together.
   *
   * @throws IllegalArgumentException with all problems
   */
  public QuerySettings {
    throwIfAny(problems(model, layer, Integer.toString(batchSize), Integer.toString(bits)));
  }

  /**
   * Reads the settings of a session.
   *
   * @param settings returns the value of a setting, or the given default if it is not set
   * @throws IllegalArgumentException with all problems
   */
  static QuerySettings of(BinaryOperator<String> settings) {
    String model = settings.apply(MODEL, "");
    String layer = settings.apply(LAYER, SavedModel.AUTO);
    String size = settings.apply(BATCH_SIZE, Integer.toString(DEFAULT_BATCH_SIZE));
    String bits = settings.apply(BITS, Integer.toString(ImageDecoder.ALL_BITS));
    throwIfAny(problems(model, layer, size, bits));
    Trust trust = Trust.of(Boolean.parseBoolean(settings.apply(TRUST_MODEL, "false")));
    return new QuerySettings(model, layer, Integer.parseInt(size), trust, Integer.parseInt(bits));
  }

  /**
   * Refuses settings of Heatmill that there are not.
   *
   * @param names the names of all settings of a session
   * @throws IllegalArgumentException naming them, each with the closest that there is
   */
  public static void expectKnown(Collection<String> names) {
    throwIfAny(
        names.stream()
            .filter(name -> name.startsWith(PREFIX) && !ALL.contains(name))
            .sorted()
            .map(
                name ->
                    "Unknown setting: %s (did you mean %s? There are %s)"
                        .formatted(
                            name, ClosestNames.of(name, ALL, 1).get(0), String.join(", ", ALL)))
            .toList());
  }

  private static List<String> problems(String model, String layer, String size, String bits) {
    List<String> problems = new ArrayList<>();
    if (model.isBlank()) {
      problems.add(
          "Missing model (SET " + MODEL + "=...: a .pt or .pt2 file, or a folder with one)");
    }
    if (layer.isBlank()) {
      problems.add("Missing layer (" + LAYER + " must be a path, or " + SavedModel.AUTO + ")");
    }
    if (!size.matches("[1-9]\\d{0,5}")) {
      problems.add("Invalid " + BATCH_SIZE + ": " + size + " (must be a whole number > 0)");
    }
    if (!bits.matches("\\d{1,2}") || !ImageDecoder.isBits(Integer.parseInt(bits))) {
      problems.add("Invalid " + BITS + ": " + bits + " (must be 8 to 32)");
    }
    return problems;
  }

  private static void throwIfAny(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }
}
