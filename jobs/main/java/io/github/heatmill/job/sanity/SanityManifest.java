package io.github.heatmill.job.sanity;

import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.input.listing.ListedFile;
import io.github.heatmill.job.run.RunDescription;
import io.github.heatmill.model.randomise.Cascade.Level;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The record of a parameter randomisation test. */
final class SanityManifest {

  private SanityManifest() {}

  static String json(SanityPlan plan, SanityResult result, String sparkVersion) {
    RunDescription description = new RunDescription(plan.run());
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("finished", Instant.now().toString());
    manifest.put("model", description.model());
    manifest.put("data", description.data(() -> uris(plan.run().source())));
    Map<String, Object> settings = description.settings();
    settings.remove("top_k");
    settings.put("sample", plan.run().work().sizes().sample());
    settings.put("levels", plan.levels().stream().map(SanityManifest::level).toList());
    settings.put("randomisation", "cascading, values of each parameter shuffled");
    settings.put("rank_correlation", "Spearman, raw maps, mean ranks for ties");
    settings.put(
        "ssim", "maps scaled to 0..1 and enlarged, Gaussian 11 x 11, deviation 1.5, inner windows");
    manifest.put("settings", settings);
    manifest.put("versions", RunDescription.versions(sparkVersion));
    manifest.put("counts", Map.of("images", result.images(), "errors", result.errors()));
    manifest.put("verdicts", verdicts(result));
    manifest.put("seconds", result.seconds());
    return RunDescription.text(manifest);
  }

  private static Map<String, Object> level(Level level) {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("level", level.number());
    named.put("randomised", level.from());
    named.put("parameters", level.parameters().size());
    return named;
  }

  private static List<Map<String, Object>> verdicts(SanityResult result) {
    return result.methods().stream()
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

  private static Iterator<String> uris(ImageSource source) {
    return source instanceof ImageSource.Files files
        ? files.found().files().stream().map(ListedFile::uri).iterator()
        : Collections.emptyIterator();
  }
}
