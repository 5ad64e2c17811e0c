package io.github.heatmill.job.sanity;

import io.github.heatmill.job.explain.ExplainPlan;
import io.github.heatmill.job.explain.Manifest;
import io.github.heatmill.job.input.ImageFiles;
import io.github.heatmill.job.input.ListedFile;
import io.github.heatmill.model.torchscript.randomise.Cascade.Level;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The record of a parameter randomisation test. */
final class SanityManifest {

  private SanityManifest() {}

  static String json(SanityPlan plan, SanitySummary summary, String sparkVersion) {
    ExplainPlan explained = plan.explained();
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("finished", Instant.now().toString());
    manifest.put("model", Manifest.model(explained));
    manifest.put("data", data(explained));
    Map<String, Object> settings = Manifest.settings(explained);
    settings.remove("top_k");
    settings.put("sample", explained.work().sizes().sample());
    settings.put("levels", plan.levels().stream().map(SanityManifest::level).toList());
    settings.put("randomisation", "cascading, values of each parameter shuffled");
    settings.put("rank_correlation", "Spearman, raw maps, mean ranks for ties");
    settings.put(
        "ssim", "maps scaled to 0..1 and enlarged, Gaussian 11 x 11, deviation 1.5, inner windows");
    manifest.put("settings", settings);
    manifest.put("versions", Manifest.versions(sparkVersion));
    manifest.put("counts", Map.of("images", summary.images(), "errors", summary.errors()));
    manifest.put("verdicts", verdicts(summary));
    manifest.put("seconds", summary.seconds());
    return Manifest.text(manifest);
  }

  private static Map<String, Object> level(Level level) {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("level", level.number());
    named.put("randomised", level.from());
    named.put("parameters", level.parameters().size());
    return named;
  }

  private static List<Map<String, Object>> verdicts(SanitySummary summary) {
    return summary.methods().stream()
        .<Map<String, Object>>map(
            method -> {
              Map<String, Object> named = new LinkedHashMap<>();
              named.put("layer", method.layer());
              named.put("method", method.method());
              named.put("verdict", method.verdict());
              return named;
            })
        .toList();
  }

  private static Map<String, Object> data(ExplainPlan explained) {
    List<ListedFile> files =
        explained.source() instanceof ImageFiles found ? found.found().files() : List.of();
    return Manifest.data(explained, () -> files.stream().map(ListedFile::uri).iterator());
  }
}
