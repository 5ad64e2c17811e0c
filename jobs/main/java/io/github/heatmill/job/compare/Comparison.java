package io.github.heatmill.job.compare;

import io.github.heatmill.job.console.AlignedTable;
import io.github.heatmill.job.console.AlignedTable.Align;
import io.github.heatmill.job.console.AlignedTable.Column;
import io.github.heatmill.job.console.ProgressText;
import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.job.run.RunDescription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * A finished comparison.
 *
 * @param failure what {@code --fail-if} says; empty if it does not fail
 * @param seconds from the start of the job, Spark's own start not counted
 */
record Comparison(ComparePlan plan, Findings findings, Optional<String> failure, double seconds) {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("Number", Align.LEFT),
          new Column("Images", Align.RIGHT),
          new Column("Mean", Align.RIGHT),
          new Column("95 % interval", Align.RIGHT));

  /** The record that is written last. */
  String json(String sparkVersion) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("finished", Instant.now().toString());
    json.put("baseline", run(plan.runs().baseline()));
    json.put("candidate", run(plan.runs().candidate()));
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("maps", plan.pairing().pairs().stream().map(MapPair::text).toList());
    settings.put("left_out", plan.pairing().leftOut());
    settings.put("match_parts", plan.settings().parts());
    settings.put("agreement", plan.settings().agreement());
    settings.put("iou_quantile", Change.QUANTILE);
    json.put("settings", settings);
    Map<String, Object> numbers = new LinkedHashMap<>();
    SummaryColumns.names()
        .forEach(name -> numbers.put(name, findings.summary().values().get(name)));
    json.put("summary", numbers);
    plan.failIf().ifPresent(condition -> json.put("fail_if", condition.expression()));
    failure.ifPresent(line -> json.put("failure", line));
    json.put("versions", RunDescription.versions(sparkVersion));
    json.put("seconds", seconds);
    return RunDescription.text(json);
  }

  private static Map<String, Object> run(FinishedRun run) {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("folder", run.folder());
    named.put("model", run.modelName());
    named.put("model_sha256", run.modelSha256());
    return named;
  }

  /** What came out, for people. */
  String text() {
    CountsText counts = new CountsText(plan, findings.summary());
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("Images  " + counts.images());
    lines.add("Maps    " + counts.maps());
    for (MapPair pair : plan.pairing().pairs()) {
      lines.add("");
      lines.add(pair.text());
      lines.addAll(new AlignedTable(COLUMNS, cells(pair)).lines());
    }
    lines.add("");
    lines.add("Same answer, different evidence: " + counts.otherEvidence());
    lines.add(
        "In %s after %s: images, classes, same_answer_different_evidence; %s; %s"
            .formatted(
                plan.output().files().folder(),
                ProgressText.duration(seconds),
                CompareOutput.SUMMARY,
                CompareOutput.PAGE));
    return String.join("\n", lines) + "\n";
  }

  private List<List<String>> cells(MapPair pair) {
    return Findings.of(findings.overall(), pair).stream()
        .filter(row -> row.getAs("mean") != null)
        .map(Comparison::cells)
        .toList();
  }

  private static List<String> cells(Row row) {
    String format = Change.isDifference(row.getAs("number")) ? "%+.4f" : "%.4f";
    return List.of(
        row.getAs("number"),
        String.format(Locale.ROOT, "%,d", row.<Long>getAs("images")),
        String.format(Locale.ROOT, format, row.<Double>getAs("mean")),
        String.format(
            Locale.ROOT,
            "[" + format + ", " + format + "]",
            row.<Double>getAs("low"),
            row.<Double>getAs("high")));
  }
}
