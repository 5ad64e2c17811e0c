package io.github.heatmill.job.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.job.input.ImageFiles;
import io.github.heatmill.job.input.ImageRows;
import io.github.heatmill.job.option.Measuring;
import io.github.heatmill.job.session.Version;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.Scorer;
import io.github.heatmill.model.djl.DjlEngine;
import io.github.heatmill.udf.request.Assignment;
import io.github.heatmill.udf.request.ExplainSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/** The record of what ran: enough to run it again, and to see whether two runs can be compared. */
public final class Manifest {
  /** The kind of data whose images cannot be read again one by one. */
  public static final String TABLE = "table";

  /** The same of files with many. */
  public static final String SHARDS = "shards";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Manifest() {}

  static String json(
      ExplainPlan plan, Statistics statistics, RunSummary summary, SparkSession spark) {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("finished", Instant.now().toString());
    manifest.put("model", model(plan));
    manifest.put("data", data(plan, () -> NewImages.inputs(spark, plan.output()).sorted()));
    manifest.put("settings", settings(plan));
    manifest.put("measured", measured(plan.measuring()));
    if (!statistics.byLayer().isEmpty()) {
      manifest.put("statistics", statistics(plan, statistics));
    }
    manifest.put("versions", versions(spark.version()));
    manifest.put("counts", counts(summary.counts()));
    manifest.put("seconds", summary.effort().seconds());
    return text(manifest);
  }

  public static String text(Map<String, Object> manifest) {
    try {
      return JSON.writeValueAsString(manifest) + "\n";
    } catch (JsonProcessingException e) {
      throw new AssertionError("Maps of strings and numbers are always JSON", e);
    }
  }

  public static Map<String, Object> model(ExplainPlan plan) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("name", plan.model().name());
    model.put("source", plan.model().source());
    model.put("sha256", plan.model().sha256());
    model.put("classes", plan.model().card().classNames());
    return model;
  }

  /**
   * Which data went in.
   *
   * @param uris of the files, in order
   */
  public static Map<String, Object> data(ExplainPlan plan, Supplier<Iterator<String>> uris) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("source", plan.source().description());
    if (plan.source() instanceof ImageFiles files) {
      boolean shards = files.found().hasShards();
      data.put("kind", shards ? SHARDS : "files");
      Listing listing = Listing.of(uris.get());
      data.put(shards ? "files" : "images", listing.files());
      data.put("skipped_files", files.found().skipped());
      data.put("listing_sha256", listing.sha256());
    } else if (plan.source() instanceof ImageRows rows) {
      data.put("kind", TABLE);
      data.put("format", rows.table().format());
      rows.table().image().ifPresent(column -> data.put("image_column", column));
      rows.table().key().ifPresent(column -> data.put("key_column", column));
    }
    return data;
  }

  public static Map<String, Object> settings(ExplainPlan plan) {
    ExplainSpec work = plan.work();
    Preprocessing input = plan.model().card().preprocessing();
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("assignments", work.assignments().stream().map(Manifest::assignment).toList());
    settings.put("target", work.target().toString());
    settings.put("batch_size", work.sizes().batch());
    settings.put("top_k", work.sizes().topK());
    settings.put("maximum_pixels", work.decoder().maximumPixels());
    settings.put("width", input.width());
    settings.put("height", input.height());
    settings.put("resize", input.resize());
    settings.put("center_crop", input.centerCrop());
    settings.put("mean", List.of(input.mean().red(), input.mean().green(), input.mean().blue()));
    settings.put("std", List.of(input.std().red(), input.std().green(), input.std().blue()));
    return settings;
  }

  /** What numbers depend on, so that nobody compares those of different settings. */
  public static Map<String, Object> measured(Measuring measuring) {
    Map<String, Object> measured = new LinkedHashMap<>();
    Scorer scorer = measuring.scoring().scorer();
    boolean chance = scorer.chance() == Scorer.Chance.MEASURED;
    measured.put("metrics", scorer.metrics().stream().map(m -> metric(m, chance)).toList());
    measured.put("curves", scorer.curves() == Scorer.Curves.KEPT);
    measured.put("annotations", measuring.places());
    return measured;
  }

  private static Map<String, Object> metric(Metric metric, boolean chance) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("id", metric.id());
    described.put("definition", metric.definition());
    described.put("chance", chance && metric.card().hasChance());
    return described;
  }

  private static Map<String, Object> assignment(Assignment assignment) {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("layers", assignment.layers());
    named.put("methods", assignment.methods().stream().map(SaliencyMethod::id).toList());
    return named;
  }

  private static Map<String, Object> statistics(ExplainPlan plan, Statistics statistics) {
    Map<String, Object> recorded = new LinkedHashMap<>();
    recorded.put("layers", plan.work().layersWithStatistics());
    recorded.put("largest_sample", plan.work().sizes().sample());
    recorded.put("sampled", statistics.sampled());
    recorded.put("images", statistics.images());
    return recorded;
  }

  public static Map<String, Object> versions(String sparkVersion) {
    Map<String, Object> versions = new LinkedHashMap<>();
    versions.put("heatmill", Version.current());
    versions.put("spark", sparkVersion);
    versions.put("java", System.getProperty("java.version"));
    versions.putAll(DjlEngine.versions());
    return versions;
  }

  private static Map<String, Object> counts(TableCounts tables) {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("images", tables.images());
    counts.put("predictions", tables.predictions());
    counts.put("errors", tables.errors());
    counts.put("maps", tables.maps());
    return counts;
  }

  /**
   * Which files there were.
   *
   * @param sha256 of their names, one a line
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
