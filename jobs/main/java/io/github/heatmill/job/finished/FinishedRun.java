package io.github.heatmill.job.finished;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.heatmill.image.Channels;
import io.github.heatmill.image.Encoding;
import io.github.heatmill.image.Encoding.Colours;
import io.github.heatmill.image.Encoding.Form;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Resizing;
import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.job.input.ImageSource.Kind;
import io.github.heatmill.job.output.JsonRecord;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.output.ScoredTables;
import io.github.heatmill.job.run.Measuring;
import io.github.heatmill.job.run.RunDescription;
import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.Metrics;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.model.layout.LayoutOverrides;
import io.github.heatmill.model.output.Contrast;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.model.output.OutputKind;
import io.github.heatmill.model.output.References;
import io.github.heatmill.model.output.ValueScale;
import io.github.heatmill.udf.request.Assignment;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A finished run, read from its manifest.
 *
 * @param folder the URI of the folder with its tables
 * @param manifest the content of its file {@code manifest.json}
 */
public record FinishedRun(String folder, ObjectNode manifest) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What every manifest holds. */
  private static final List<String> NEEDED =
      List.of(
          "/model/name",
          "/model/source",
          "/model/sha256",
          "/model/classes",
          "/data/kind",
          "/settings/assignments",
          "/settings/batch_size",
          "/settings/maximum_pixels",
          "/settings/width",
          "/settings/height",
          "/settings/resize",
          "/settings/mean",
          "/settings/std",
          "/measured/metrics");

  /**
   * Reads a run's manifest.
   *
   * @throws IllegalArgumentException if the folder holds no finished run, or one without maps, or
   *     its manifest is damaged
   */
  public static FinishedRun read(String folder, Configuration hadoop) throws IOException {
    Path path = manifest(folder, hadoop);
    if (!path.getFileSystem(hadoop).exists(new Path(folder, RunOutput.EXPLANATIONS))) {
      throw new IllegalArgumentException(
          "Run without maps: " + folder + " (must be the output of heatmill explain)");
    }
    String qualified = path.getFileSystem(hadoop).makeQualified(path).getParent().toString();
    RunOutput output = new RunOutput(qualified, RunOutput.Existing.CONTINUED);
    ObjectNode manifest = output.record(RunOutput.MANIFEST, hadoop);
    JsonRecord.expect(output.path(RunOutput.MANIFEST), manifest, NEEDED);
    return new FinishedRun(qualified, manifest);
  }

  /**
   * Finds the manifest of a run.
   *
   * @throws IllegalArgumentException if the folder holds no finished run
   */
  public static Path manifest(String folder, Configuration hadoop) throws IOException {
    Path path = new Path(folder, RunOutput.MANIFEST);
    if (path.getFileSystem(hadoop).exists(path)) {
      return path;
    }
    String reason =
        ScoredTables.of(folder, hadoop).isCutOff()
            ? "was cut off while heatmill score replaced its tables; run that again"
            : "has no " + RunOutput.MANIFEST + ", which is written last";
    throw new IllegalArgumentException("Not a finished run: " + folder + " (" + reason + ")");
  }

  /** The place where the images were read: folders, globs or a table. */
  public String imageSource() {
    return manifest.at("/data/source").asText();
  }

  /** The place where the network was read. */
  public String modelSource() {
    return manifest.at("/model/source").asText();
  }

  /** The SHA-256 of the network's file. */
  public String modelSha256() {
    return manifest.at("/model/sha256").asText();
  }

  /** The name of the network in the tables. */
  public String modelName() {
    return manifest.at("/model/name").asText();
  }

  /** Whether its images are files, which can be read again one by one. */
  public boolean isOfFiles() {
    return !List.of(Kind.TABLE.id(), Kind.SHARDS.id()).contains(manifest.at("/data/kind").asText());
  }

  /** The ground truth of the run, as the user named it. */
  public List<String> annotations() {
    return texts(manifest.at("/measured/annotations"));
  }

  /**
   * The metrics that were measured, with their options.
   *
   * @throws IllegalArgumentException if a metric is not registered here, so that the tables would
   *     lose its numbers
   */
  public List<Metric> metrics() {
    return texts(manifest.at("/measured/metrics"), "id").stream().map(Metrics::metric).toList();
  }

  /** The manifest with new measurements added to the earlier ones. */
  public String scored(Measuring measuring) {
    ObjectNode all = manifest.deepCopy();
    ObjectNode measured = JSON.valueToTree(RunDescription.measured(measuring));
    Set<String> replaced =
        measuring.metrics().stream().map(Metric::name).collect(Collectors.toSet());
    ArrayNode metrics = JSON.createArrayNode();
    for (JsonNode earlier : manifest.at("/measured/metrics")) {
      if (!replaced.contains(earlier.get("id").asText().split(":")[0])) {
        metrics.add(earlier);
      }
    }
    measured.get("metrics").forEach(metrics::add);
    measured.set("metrics", metrics);
    all.set("measured", measured);
    all.put("finished", Instant.now().toString());
    return all.toPrettyString() + "\n";
  }

  public int batchSize() {
    return manifest.at("/settings/batch_size").asInt();
  }

  public int maximumPixels() {
    return manifest.at("/settings/maximum_pixels").asInt();
  }

  /** The decoder of its images. */
  public ImageDecoder decoder() {
    int bits = manifest.at("/settings/bits").asInt(ImageDecoder.ALL_BITS);
    return new ImageDecoder(maximumPixels()).holding(bits).reading(card().preprocessing());
  }

  /** The preprocessing of the images, and the names of the classes. */
  public ModelCard card() {
    JsonNode settings = manifest.at("/settings");
    Preprocessing preprocessing =
        new Preprocessing(
            settings.get("width").asInt(),
            settings.get("height").asInt(),
            Resizing.parse(settings.get("resize").asText()),
            new Encoding(
                Colours.named(settings.path("colours").asText(Colours.RGB.id())),
                channels(settings.get("mean")),
                channels(settings.get("std")),
                Form.named(settings.path("input_form").asText(Form.NCHW.id()))));
    return new ModelCard(preprocessing, texts(manifest.at("/model/classes")), output());
  }

  /** Runs of earlier versions recorded no output, which was always that of logits. */
  private NetworkOutput output() {
    JsonNode recorded = manifest.at("/model/output");
    if (recorded.isMissingNode()) {
      return NetworkOutput.LOGITS;
    }
    String part = recorded.get("part").asText();
    NetworkOutput place = part.isEmpty() ? NetworkOutput.LOGITS : NetworkOutput.LOGITS.at(part);
    OutputKind kind = OutputKind.named(recorded.get("kind").asText()).orElseThrow();
    NetworkOutput known =
        place
            .with(kind, recorded.get("reason").asText())
            .alone(recorded.get("one_image_at_a_time").asBoolean());
    if (recorded.has("scale")) {
      known =
          known.with(
              scale(
                  ValueScale.Direction.named(recorded.get("direction").asText()),
                  recorded.get("scale")));
    }
    if (recorded.has("references")) {
      known = known.with(references(recorded.get("references")));
    }
    return recorded.has("contrast") ? known.with(contrast(recorded.get("contrast"))) : known;
  }

  /** Reads the mean and the spread of each value of a regression. */
  public static ValueScale scale(ValueScale.Direction direction, JsonNode recorded) {
    return new ValueScale(
        direction, numbers(recorded.get("means")), numbers(recorded.get("spreads")));
  }

  private static List<Double> numbers(JsonNode recorded) {
    List<Double> numbers = new ArrayList<>();
    recorded.forEach(number -> numbers.add(number.asDouble()));
    return numbers;
  }

  private References references(JsonNode recorded) {
    List<List<Float>> vectors = new ArrayList<>();
    for (JsonNode vector : recorded) {
      vectors.add(numbers(vector).stream().map(Double::floatValue).toList());
    }
    return new References(texts(manifest.at("/model/classes")), vectors);
  }

  private static Contrast contrast(JsonNode recorded) {
    return new Contrast(
        recorded.get("first").asInt(),
        recorded.get("second").asInt(),
        recorded.get("classes").asInt(),
        recorded.get("name").asText());
  }

  /** The methods with the layers that they explained. */
  public List<Assignment> assignments() {
    List<Assignment> assignments = new ArrayList<>();
    for (JsonNode each : manifest.at("/settings/assignments")) {
      List<SaliencyMethod> methods =
          texts(each.get("methods")).stream().map(Methods::method).toList();
      assignments.add(new Assignment(texts(each.get("layers")), methods));
    }
    return assignments;
  }

  /** The layouts of the explained layers. */
  public LayoutOverrides layouts() {
    JsonNode recorded = manifest.at("/settings/layouts");
    List<String> layouts = new ArrayList<>();
    assignments().stream()
        .flatMap(assignment -> assignment.layers().stream())
        .distinct()
        .forEach(layer -> layouts.add(layer + "=" + recorded.path(layer).asText("nchw")));
    return LayoutOverrides.parse(layouts);
  }

  private static Channels channels(JsonNode values) {
    List<Float> numbers = new ArrayList<>();
    values.forEach(value -> numbers.add((float) value.asDouble()));
    return Channels.of(numbers);
  }

  private static List<String> texts(JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static List<String> texts(JsonNode values, String field) {
    return StreamSupport.stream(values.spliterator(), false)
        .map(value -> value.get(field).asText())
        .toList();
  }
}
