package io.github.heatmill.job.explain;

import io.github.heatmill.job.explain.StatisticsPass.Statistics;
import io.github.heatmill.job.explain.outcome.TableCounts;
import io.github.heatmill.job.run.MapRun;
import io.github.heatmill.job.run.RunDescription;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The record of a run: enough to repeat it, and to see whether two runs can be compared. */
final class Manifest {
  private Manifest() {}

  static String json(MapRun run, Statistics statistics, ExplainResult result, SparkSession spark) {
    RunDescription description = new RunDescription(run);
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("finished", Instant.now().toString());
    manifest.put("model", description.model());
    Map<String, Object> data =
        description.data(() -> NewImages.inputs(spark, run.output()).sorted());
    if (data.containsKey(RunDescription.SKIPPED)) { // Members of tar files are known only now.
      RunDescription.skipped(data, result.skipped());
    }
    manifest.put("data", data);
    manifest.put("settings", description.settings());
    manifest.put("measured", RunDescription.measured(run.measuring()));
    if (!statistics.byLayer().isEmpty()) {
      manifest.put("statistics", statistics(run, statistics));
    }
    manifest.put("versions", RunDescription.versions(spark.version()));
    manifest.put("counts", counts(result));
    if (!result.remarks().isEmpty()) {
      manifest.put("notes", result.remarks());
    }
    manifest.put("seconds", result.effort().seconds());
    return RunDescription.text(manifest);
  }

  private static Map<String, Object> statistics(MapRun run, Statistics statistics) {
    Map<String, Object> recorded = new LinkedHashMap<>();
    recorded.put("layers", run.work().layersWithStatistics());
    recorded.put("largest_sample", run.work().sizes().sample());
    recorded.put("sampled", statistics.sampled());
    recorded.put("images", statistics.images());
    return recorded;
  }

  /** What was found is in the table of predictions or errors, or was skipped. */
  private static Map<String, Object> counts(ExplainResult result) {
    TableCounts tables = result.counts();
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("found", result.found());
    counts.put("skipped", result.skipped().total());
    counts.put("images", tables.images());
    counts.put("predictions", tables.predictions());
    counts.put("images_without_explained_class", tables.unexplained());
    counts.put("images_with_several_labels", tables.recognised().severalLabels());
    counts.put("errors", tables.errors());
    counts.put("maps", tables.maps());
    return counts;
  }
}
