package io.github.heatmill.udf;

import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.model.operator.Trust;
import io.github.heatmill.udf.request.SavedModel;
import io.github.heatmill.udf.sql.ExplainColumn;
import io.github.heatmill.udf.sql.QuerySettings;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Explains each image of a table, as a stage of Spark's pipelines. It adds a column of
 * struct&lt;predicted int, probability double, status string, heatmap, score double&gt;, the same
 * as SQL's {@code explain(image_bytes, method)}.
 *
 * <pre>{@code
 * Dataset<Row> explained = new Explainer()
 *     .setModelUrl("s3a://bucket/models/resnet.pt").setLayer("layer4").setMethod("grad-cam")
 *     .setInputCol("content").setOutputCol("explanation")
 *     .transform(spark.read().format("binaryFile").load("photos/"));
 * }</pre>
 *
 * <p>Parameters have the names of DJL's tasks for Spark and of SynapseML where these have one.
 */
public final class Explainer extends Transformer implements DefaultParamsWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final Param<String> modelUrl;
  private final Param<String> layer;
  private final Param<String> method;
  private final Param<String> inputCol;
  private final Param<String> outputCol;
  private final IntParam batchSize;
  private final BooleanParam trustModel;
  private final IntParam bits;

  /** A stage with this name. Spark calls this to read a saved stage. */
  public Explainer(String uid) {
    this.uid = uid; // First, because parameters read it.
    this.modelUrl = param("modelUrl", "a saved network (.pt or .pt2), or a folder with one");
    this.layer = param("layer", "the layers to explain: a path, several with commas, or auto");
    this.method = param("method", "the id of a method with its options, such as grad-cam");
    this.inputCol = param("inputCol", "the column of whole image files, as binary");
    this.outputCol = param("outputCol", "the column that is added");
    this.batchSize =
        new IntParam(this, "batchSize", "images in one forward pass", ParamValidators.gtEq(1));
    this.trustModel =
        new BooleanParam(
            this, "trustModel", "whether the network may call what is not known to only compute");
    this.bits =
        new IntParam(
            this,
            "bits",
            "the number of bits that samples wider than 8 bits hold, 8 to 32; 0 for all");
    setDefault(layer, SavedModel.AUTO);
    setDefault(method, "grad-cam");
    setDefault(inputCol, "content");
    setDefault(outputCol, "explanation");
    setDefault(batchSize, QuerySettings.DEFAULT_BATCH_SIZE);
    setDefault(trustModel, false);
    setDefault(bits, ImageDecoder.ALL_BITS);
  }

  private Param<String> param(String name, String meaning) {
    return new Param<>(this, name, meaning);
  }

  /** A stage with a generated name. */
  public Explainer() {
    this(Identifiable$.MODULE$.randomUID("explainer"));
  }

  @Override
  public String uid() {
    return uid;
  }

  /**
   * Adds the column.
   *
   * @throws IllegalArgumentException if the table, the parameters, or the network are invalid
   */
  @Override
  public Dataset<Row> transform(Dataset<?> images) {
    return column().addedTo(images.toDF());
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return column().addedTo(schema);
  }

  private ExplainColumn column() {
    String model = isDefined(modelUrl) ? $(modelUrl) : "";
    int size = (Integer) $(batchSize);
    Trust trust = Trust.of((Boolean) $(trustModel));
    return new ExplainColumn(
        new QuerySettings(model, $(layer), size, trust, (Integer) $(bits)),
        $(method),
        $(inputCol),
        $(outputCol));
  }

  @Override
  public Explainer copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Reads a saved stage, alone or in a pipeline. */
  public static MLReader<Explainer> read() {
    return new DefaultParamsReader<>();
  }

  /** Reads a saved stage. */
  public static Explainer load(String path) {
    return read().load(path);
  }

  /** A saved network, or a folder with one, in any of Hadoop's file systems. */
  public Param<String> modelUrl() {
    return modelUrl;
  }

  /**
   * The layers to explain: a path, several paths separated by commas, or {@code auto}, which is the
   * default.
   */
  public Param<String> layer() {
    return layer;
  }

  /** The id of a method with its options (default: {@code grad-cam}). */
  public Param<String> method() {
    return method;
  }

  /** The column of whole image files, as binary (default: {@code content}). */
  public Param<String> inputCol() {
    return inputCol;
  }

  /** The name of the added column (default: {@code explanation}). */
  public Param<String> outputCol() {
    return outputCol;
  }

  /** Images in one forward pass (default: 16). */
  public IntParam batchSize() {
    return batchSize;
  }

  /**
   * Whether the network may call what is not known to only compute (default: false). For files
   * whose maker you trust.
   */
  public BooleanParam trustModel() {
    return trustModel;
  }

  /**
   * The number of bits that samples wider than 8 bits use, 8 to 32; the highest 8 of these are kept
   * (default: 0, all that a sample has).
   */
  public IntParam bits() {
    return bits;
  }

  /** Sets {@link #modelUrl}. */
  public Explainer setModelUrl(String value) {
    set(modelUrl, value);
    return this;
  }

  /** Sets {@link #layer}. */
  public Explainer setLayer(String value) {
    set(layer, value);
    return this;
  }

  /** Sets {@link #method}. */
  public Explainer setMethod(String value) {
    set(method, value);
    return this;
  }

  /** Sets {@link #inputCol}. */
  public Explainer setInputCol(String value) {
    set(inputCol, value);
    return this;
  }

  /** Sets {@link #outputCol}. */
  public Explainer setOutputCol(String value) {
    set(outputCol, value);
    return this;
  }

  /** Sets {@link #batchSize}. */
  public Explainer setBatchSize(int value) {
    set(batchSize, value);
    return this;
  }

  /** Sets {@link #trustModel}. */
  public Explainer setTrustModel(boolean value) {
    set(trustModel, value);
    return this;
  }

  /** Sets {@link #bits}. */
  public Explainer setBits(int value) {
    set(bits, value);
    return this;
  }
}
