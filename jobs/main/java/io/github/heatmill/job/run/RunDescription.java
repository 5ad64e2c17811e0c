package io.github.heatmill.job.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.heatmill.image.Channels;
import io.github.heatmill.image.Encoding;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Resizing;
import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.input.listing.SkippedFiles;
import io.github.heatmill.job.input.match.RowMatches;
import io.github.heatmill.job.session.Version;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.scoring.Scorer;
import io.github.heatmill.model.djl.DjlEngine;
import io.github.heatmill.model.output.NetworkOutput;
import io.github.heatmill.model.output.OutputKind;
import io.github.heatmill.model.output.ValueScale;
import io.github.heatmill.udf.request.Assignment;
import io.github.heatmill.udf.request.ExplainSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Describes a run as maps, lists, texts and numbers. The manifest records the description, and a
 * run that goes on is compared with it.
 */
public final class RunDescription {
  /** The entries that are no images, by reason, among the data. */
  public static final String SKIPPED = "skipped";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final MapRun run;

  public RunDescription(MapRun run) {
    this.run = run;
  }

  /** Writes a description as indented JSON. */
  public static String text(Map<String, Object> description) {
    try {
      return JSON.writeValueAsString(description) + "\n";
    } catch (JsonProcessingException e) {
      throw new AssertionError("Maps of strings and numbers are always JSON", e);
    }
  }

  public Map<String, Object> model() {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("name", run.model().name());
    model.put("source", run.model().source());
    model.put("sha256", run.model().sha256());
    model.put("classes", run.model().card().classNames());
    Map<String, Object> output = output(run.model().card().output());
    output.put("classes", run.classes());
    model.put("output", output);
    model.put("remarks", run.remarks());
    model.put("notes", run.model().description().notes());
    return model;
  }

  private static Map<String, Object> output(NetworkOutput output) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("kind", output.kind().id());
    described.put("part", output.pathText());
    described.put("reason", output.reason());
    described.put("one_image_at_a_time", output.alone());
    if (output.kind() == OutputKind.REGRESSION) {
      described.put("direction", output.scale().direction().id());
      described.put("scale", scale(output.scale()));
    }
    if (!output.references().isEmpty()) {
      described.put("references", output.references().vectors());
    }
    if (output.contrast().isPresent()) {
      Map<String, Object> contrast = new LinkedHashMap<>();
      contrast.put("first", output.contrast().first());
      contrast.put("second", output.contrast().second());
      contrast.put("classes", output.contrast().classes());
      contrast.put("name", output.contrast().name());
      described.put("contrast", contrast);
    }
    return described;
  }

  /** The mean and the spread of each value. */
  public static Map<String, Object> scale(ValueScale scale) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("means", scale.means());
    described.put("spreads", scale.spreads());
    return described;
  }

  /**
   * The images of the run.
   *
   * @param uris the URIs of the files, in order
   */
  public Map<String, Object> data(Supplier<Iterator<String>> uris) {
    ImageSource source = run.source();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("source", source.description());
    data.put("kind", source.kind().id());
    if (source instanceof ImageSource.Files files) {
      Listing listing = Listing.of(uris.get());
      data.put(files.found().hasShards() ? "files" : "images", listing.files());
      skipped(data, files.found().skipped());
      files.named().ifPresent(named -> data.put("labels", named.described()));
      data.put("listing_sha256", listing.sha256());
    } else if (source instanceof ImageSource.Table table) {
      data.put("tables", table.choice().names());
      data.put("format", table.choice().format());
      table.choice().image().ifPresent(column -> data.put("image_column", column));
      table.choice().key().ifPresent(column -> data.put("key_column", column));
    }
    return data;
  }

  /** Sets what was found and is no image. */
  public static void skipped(Map<String, Object> data, SkippedFiles skipped) {
    data.put("skipped_files", skipped.total());
    data.put(SKIPPED, skipped.byReason());
  }

  public Map<String, Object> settings() {
    ExplainSpec work = run.work();
    Preprocessing input = run.model().card().preprocessing();
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put(
        "assignments", work.assignments().stream().map(RunDescription::assignment).toList());
    Map<String, String> layouts = run.model().layers().others(work.layers());
    if (!layouts.isEmpty()) {
      settings.put("layouts", new TreeMap<>(layouts));
    }
    settings.put("target", work.target().toString());
    settings.put("batch_size", work.sizes().batch());
    settings.put("top_k", work.sizes().topK());
    settings.put("maximum_pixels", work.decoder().maximumPixels());
    if (work.decoder().bits() != ImageDecoder.ALL_BITS) {
      settings.put("bits", work.decoder().bits());
    }
    settings.put("width", input.width());
    settings.put("height", input.height());
    settings.put("resize", resize(input.resizing()));
    settings.put("center_crop", !input.resizing().equals(Resizing.stretch()));
    settings.put("mean", numbers(input.mean()));
    settings.put("std", numbers(input.std()));
    Encoding encoding = input.encoding();
    if (!encoding.equals(Encoding.rgb(encoding.mean(), encoding.std()))) {
      settings.put("colours", encoding.colours().id());
      settings.put("input_form", encoding.form().id());
    }
    return settings;
  }

  private static List<Float> numbers(Channels channels) {
    List<Float> numbers = new ArrayList<>();
    for (float value : channels.values()) {
      numbers.add(value);
    }
    return numbers;
  }

  /** A number where one says all, as in the option {@code --resize}. */
  private static Object resize(Resizing resizing) {
    String text = resizing.toString();
    return text.matches("\\d+") ? (Object) Integer.valueOf(text) : text;
  }

  private static Map<String, Object> assignment(Assignment assignment) {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("layers", assignment.layers());
    named.put("methods", assignment.methods().stream().map(SaliencyMethod::id).toList());
    return named;
  }

  /** The settings that measured numbers depend on. */
  public static Map<String, Object> measured(Measuring measuring) {
    Map<String, Object> measured = new LinkedHashMap<>();
    Scorer scorer = measuring.scoring().scorer();
    boolean chance = scorer.chance() == Scorer.Chance.MEASURED;
    measured.put("metrics", scorer.metrics().stream().map(m -> metric(m, chance)).toList());
    measured.put("curves", scorer.curves() == Scorer.Curves.KEPT);
    measured.put("annotations", measuring.places());
    if (!measuring.annotations().matches().isEmpty()) {
      measured.put(
          "annotated",
          measuring.annotations().matches().stream().map(RowMatches::described).toList());
    }
    return measured;
  }

  private static Map<String, Object> metric(Metric metric, boolean chance) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("id", metric.id());
    described.put("definition", metric.definition());
    described.put("chance", chance && metric.card().hasChance());
    return described;
  }

  /** The versions of everything that takes part. */
  public static Map<String, Object> versions(String sparkVersion) {
    Map<String, Object> versions = new LinkedHashMap<>();
    versions.put("heatmill", Version.current());
    versions.put("spark", sparkVersion);
    versions.put("java", System.getProperty("java.version"));
    versions.putAll(DjlEngine.versions());
    return versions;
  }

  /**
   * A listing of files.
   *
   * @param files their number
   * @param sha256 the hash of their names, each followed by a line end
   */
  private record Listing(long files, String sha256) {
    static Listing of(Iterator<String> uris) {
      long files = 0;
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        while (uris.hasNext()) {
          digest.update((uris.next() + "\n").getBytes(StandardCharsets.UTF_8));
          files++;
        }
        return new Listing(files, HexFormat.of().formatHex(digest.digest()));
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError("Every JVM has SHA-256", e);
      }
    }
  }
}
