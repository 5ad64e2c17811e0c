package io.github.heatmill.udf.sql;

import io.github.heatmill.udf.request.SavedModel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * How SQL explains images.
 *
 * @param model a saved TorchScript file, or a folder with one
 * @param layer where to look: paths with commas between them, or {@code auto}
 * @param batchSize images in one forward pass
 */
public record ModelSettings(String model, String layer, int batchSize) implements Serializable {
  /** The setting that names the model. */
  public static final String MODEL = "spark.heatmill.model";

  /** The setting that names the layer. */
  public static final String LAYER = "spark.heatmill.layer";

  /** The setting that says how many images go through the network together. */
  public static final String BATCH_SIZE = "spark.heatmill.batchSize";

  /** Images in one forward pass unless told. */
  public static final int DEFAULT_BATCH_SIZE = 16;

  /**
   * Checks all values together.
   *
   * @throws IllegalArgumentException with everything that is wrong
   */
  public ModelSettings {
    throwIfAny(problems(model, layer, Integer.toString(batchSize)));
  }

  /**
   * Reads a session's settings.
   *
   * @param settings the value of a setting, or what is given where it is not set
   * @throws IllegalArgumentException with everything that is wrong
   */
  static ModelSettings of(BinaryOperator<String> settings) {
    String model = settings.apply(MODEL, "");
    String layer = settings.apply(LAYER, SavedModel.AUTO);
    String size = settings.apply(BATCH_SIZE, Integer.toString(DEFAULT_BATCH_SIZE));
    throwIfAny(problems(model, layer, size));
    return new ModelSettings(model, layer, Integer.parseInt(size));
  }

  private static List<String> problems(String model, String layer, String size) {
    List<String> problems = new ArrayList<>();
    if (model.isBlank()) {
      problems.add("Missing model (SET " + MODEL + "=...: a .pt file, or a folder with one)");
    }
    if (layer.isBlank()) {
      problems.add("Missing layer (" + LAYER + " must be a path, or " + SavedModel.AUTO + ")");
    }
    if (!size.matches("[1-9]\\d{0,5}")) {
      problems.add("Invalid " + BATCH_SIZE + ": " + size + " (must be a whole number > 0)");
    }
    return problems;
  }

  private static void throwIfAny(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }
}
