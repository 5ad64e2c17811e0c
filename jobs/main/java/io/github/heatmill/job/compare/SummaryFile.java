package io.github.heatmill.job.compare;

import io.github.heatmill.job.compare.pair.Change;
import io.github.heatmill.job.compare.pair.MapKeyPair;
import io.github.heatmill.job.compare.table.SummaryColumns;
import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.job.run.RunDescription;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The file {@code summary.json} of a comparison.
 *
 * @param condition the expression of {@code --fail-if}
 */
record SummaryFile(CompareResult result, Optional<String> condition) {

  /** The content of the file. */
  String json(String sparkVersion) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("finished", Instant.now().toString());
    json.put("baseline", run(result.runs().baseline()));
    json.put("candidate", run(result.runs().candidate()));
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("maps", result.runs().pairing().pairs().stream().map(MapKeyPair::text).toList());
    settings.put("left_out", result.runs().pairing().leftOut());
    settings.put("match_parts", result.runs().matching().parts());
    settings.put("agreement", result.runs().matching().agreement());
    settings.put("iou_quantile", Change.QUANTILE);
    json.put("settings", settings);
    Map<String, Object> numbers = new LinkedHashMap<>();
    SummaryColumns.names()
        .forEach(name -> numbers.put(name, result.statistics().summary().values().get(name)));
    json.put("summary", numbers);
    condition.ifPresent(expression -> json.put("fail_if", expression));
    result.failure().ifPresent(line -> json.put("failure", line));
    json.put("versions", RunDescription.versions(sparkVersion));
    json.put("seconds", result.seconds());
    return RunDescription.text(json);
  }

  private static Map<String, Object> run(FinishedRun run) {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("folder", run.folder());
    named.put("model", run.modelName());
    named.put("model_sha256", run.modelSha256());
    return named;
  }
}
