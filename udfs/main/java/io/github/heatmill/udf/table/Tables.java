package io.github.heatmill.udf.table;

import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.Metrics;
import java.util.Arrays;
import java.util.function.Predicate;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The schemas of the tables of a run, on which SQL users rely. All columns are nullable, because
 * Parquet readers make them so.
 */
public final class Tables {
  /** A raw map: float32 values, little-endian, row by row. */
  public static final StructType HEATMAP =
      struct(
          column("height", DataTypes.IntegerType),
          column("width", DataTypes.IntegerType),
          column("values", DataTypes.BinaryType));

  /** One double per number of each metric; null if the metric was not requested. */
  public static final StructType METRICS = metrics(metric -> true);

  /** The same numbers for a random map of the image, for metrics that have a chance level. */
  public static final StructType CHANCE = metrics(metric -> metric.card().hasChance());

  /** The curves whose areas are metrics, by column; null unless requested. */
  public static final MapType CURVES =
      DataTypes.createMapType(DataTypes.StringType, list(DataTypes.DoubleType));

  /** The share of the energy of a map on the objects of each label. */
  public static final MapType SHARES =
      DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType);

  /** The report of a method on its search, by name; null without one. */
  public static final MapType DETAILS =
      DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType);

  /** A ground-truth box in pixels of the network's input. */
  public static final StructType BOX =
      struct(
          column("x", DataTypes.DoubleType),
          column("y", DataTypes.DoubleType),
          column("width", DataTypes.DoubleType),
          column("height", DataTypes.DoubleType),
          column("label", DataTypes.StringType));

  /** One of the most probable classes. */
  public static final StructType CLASS =
      struct(
          column("class", DataTypes.IntegerType),
          column("name", DataTypes.StringType),
          column("probability", DataTypes.DoubleType),
          column("score", DataTypes.DoubleType));

  /** A label of an image in the dataset; the class is null if the network has no such class. */
  public static final StructType LABEL =
      struct(column("class", DataTypes.IntegerType), column("name", DataTypes.StringType));

  private static final StructType PREDICTION =
      struct(
          column("label", DataTypes.IntegerType),
          column("label_name", DataTypes.StringType),
          column("predicted", DataTypes.IntegerType),
          column("predicted_name", DataTypes.StringType),
          column("probability", DataTypes.DoubleType),
          column("image_width", DataTypes.IntegerType),
          column("image_height", DataTypes.IntegerType),
          column("fingerprint", DataTypes.LongType),
          column("score", DataTypes.DoubleType),
          column("labels", list(LABEL)));

  /** The columns of the explained class of a map. */
  private static final StructType TARGET =
      struct(
          column("target_rank", DataTypes.IntegerType),
          column("target", DataTypes.IntegerType),
          column("target_name", DataTypes.StringType),
          column("target_probability", DataTypes.DoubleType),
          column("target_score", DataTypes.DoubleType));

  private static final StructType OWN =
      struct(
          column("layer", DataTypes.StringType),
          column("method", DataTypes.StringType),
          column("status", DataTypes.StringType),
          column("heatmap", HEATMAP),
          column("minimum", DataTypes.DoubleType),
          column("maximum", DataTypes.DoubleType),
          column("metrics", METRICS),
          column("chance", CHANCE),
          column("curves", CURVES),
          column("energy_by_label", SHARES),
          column("details", DETAILS));

  /** One finished map of an image. */
  public static final StructType MAP = joined(OWN, TARGET);

  /**
   * The counts of an image's annotation: visible objects, and objects that are left out by reason;
   * or the problem of the annotation. Null without an annotation.
   */
  public static final StructType ANNOTATION =
      struct(
          column("objects", DataTypes.IntegerType),
          column("cropped", DataTypes.IntegerType),
          column("difficult", DataTypes.IntegerType),
          column("crowd", DataTypes.IntegerType),
          column("problem", DataTypes.StringType));

  /** The reason why an image has no prediction. */
  public static final StructType ERROR =
      struct(column("stage", DataTypes.StringType), column("reason", DataTypes.StringType));

  /**
   * The rows of {@code ExplainPartition}: one row per image, with either a prediction and its maps,
   * or an error. So an image is in exactly one of the two tables. An image without a class to
   * explain has no maps.
   */
  public static final StructType OUTCOME =
      struct(
          column("image", DataTypes.StringType),
          column("prediction", PREDICTION),
          column("top", list(CLASS)),
          column("predicted_labels", list(CLASS)),
          column("targets", DataTypes.IntegerType),
          column("maps", list(MAP)),
          column("boxes", list(BOX)),
          column("annotation", ANNOTATION),
          column("error", ERROR));

  /** The table {@code predictions}: one row for each image. */
  public static final StructType PREDICTIONS =
      joined(
          struct(column("image", DataTypes.StringType)),
          PREDICTION,
          struct(
              column("model", DataTypes.StringType),
              column("top_k", list(CLASS)),
              column("predicted_labels", list(CLASS)),
              column("targets", DataTypes.IntegerType)));

  /** The table {@code explanations}: one row for each image, explained class, layer and method. */
  public static final StructType EXPLANATIONS =
      joined(
          struct(column("image", DataTypes.StringType)),
          PREDICTION,
          TARGET,
          struct(column("model", DataTypes.StringType)),
          OWN,
          struct(column("boxes", list(BOX)), column("annotation", ANNOTATION)));

  /**
   * The rows of {@code ScorePartition}: an explanation, and the reason why it could not be
   * measured.
   */
  public static final StructType SCORED =
      struct(column("explanation", EXPLANATIONS), column("error", ERROR));

  /** The output of a layer for one image: float32 values, channel by channel and row by row. */
  public static final StructType ACTIVATION =
      struct(
          column("layer", DataTypes.StringType),
          column("channels", DataTypes.IntegerType),
          column("height", DataTypes.IntegerType),
          column("width", DataTypes.IntegerType),
          column("values", DataTypes.BinaryType));

  /**
   * The rows of {@code ActivationPartition}: one row per image, with either activations or an
   * error.
   */
  public static final StructType ACTIVATIONS =
      struct(
          column("image", DataTypes.StringType),
          column("layers", list(ACTIVATION)),
          column("error", ERROR));

  /**
   * The activation statistics of a layer over many images: float32 values, as in {@link
   * #ACTIVATION}.
   */
  public static final StructType STATISTICS =
      struct(
          column("layer", DataTypes.StringType),
          column("images", DataTypes.LongType),
          column("channels", DataTypes.IntegerType),
          column("height", DataTypes.IntegerType),
          column("width", DataTypes.IntegerType),
          column("mean", DataTypes.BinaryType),
          column("deviation", DataTypes.BinaryType),
          column("active", DataTypes.BinaryType));

  private Tables() {}

  private static StructType metrics(Predicate<Metric> which) {
    return struct(
        Metrics.all().stream()
            .filter(which)
            .flatMap(metric -> metric.columns().stream())
            .map(number -> column(number.name(), DataTypes.DoubleType))
            .toArray(StructField[]::new));
  }

  private static StructType joined(StructType... parts) {
    return struct(
        Arrays.stream(parts)
            .flatMap(part -> Arrays.stream(part.fields()))
            .toArray(StructField[]::new));
  }

  private static StructType struct(StructField... fields) {
    return new StructType(fields);
  }

  private static StructField column(String name, DataType type) {
    return new StructField(name, type, true, Metadata.empty());
  }

  private static ArrayType list(DataType element) {
    return DataTypes.createArrayType(element);
  }
}
