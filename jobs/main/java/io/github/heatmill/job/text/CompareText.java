package io.github.heatmill.job.text;

import io.github.heatmill.job.compare.CompareOutput;
import io.github.heatmill.job.compare.ComparePlan;
import io.github.heatmill.job.compare.CompareResult;
import io.github.heatmill.job.compare.page.CountsText;
import io.github.heatmill.job.compare.pair.Change;
import io.github.heatmill.job.compare.pair.ComparedRuns;
import io.github.heatmill.job.compare.pair.MapKeyPair;
import io.github.heatmill.job.compare.table.ChangeStatistics;
import io.github.heatmill.job.console.AlignedTable;
import io.github.heatmill.job.console.AlignedTable.Align;
import io.github.heatmill.job.console.AlignedTable.Column;
import io.github.heatmill.job.console.ProgressText;
import io.github.heatmill.job.input.ImageSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;

/** Formats what {@code heatmill compare} prints. */
public record CompareText(CompareResult result) {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("Number", Align.LEFT),
          new Column("Images", Align.RIGHT),
          new Column("Mean", Align.RIGHT),
          new Column("95 % interval", Align.RIGHT));

  /** The lines before the job starts. */
  public static String of(ComparePlan plan) {
    ComparedRuns runs = plan.runs();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            "Baseline   %s  %s%nCandidate  %s  %s%nMaps       %s%n",
            runs.baseline().folder(),
            runs.baseline().modelName(),
            runs.candidate().folder(),
            runs.candidate().modelName(),
            runs.pairing().text()));
    if (!runs.pairing().leftOut().isEmpty()) {
      text.append(String.format("Left out   %s%n", String.join("; ", runs.pairing().leftOut())));
    }
    text.append(String.format("Images     paired %s%n", runs.matching().text()));
    text.append(
        String.format(
            "Pictures   from %s%n",
            plan.images().map(ImageSource::description).orElse(runs.baseline().imageSource())));
    runs.metrics().notices().forEach(note -> text.append(String.format("Note       %s%n", note)));
    return text.toString();
  }

  /** The lines after the job. */
  public String text() {
    CountsText counts = new CountsText(result.runs(), result.statistics().summary());
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("Images  " + counts.images());
    lines.add("Maps    " + counts.maps());
    for (MapKeyPair pair : result.runs().pairing().pairs()) {
      lines.add("");
      lines.add(pair.text());
      lines.addAll(new AlignedTable(COLUMNS, cells(pair)).withoutEmptyColumns().indented());
    }
    lines.add("");
    lines.add("Same answer, different evidence: " + counts.otherEvidence());
    lines.add(
        "In %s after %s: images, classes, same_answer_different_evidence; %s; %s"
            .formatted(
                result.folder(),
                ProgressText.duration(result.seconds()),
                CompareOutput.SUMMARY,
                CompareOutput.PAGE));
    return String.join("\n", lines) + "\n";
  }

  private List<List<String>> cells(MapKeyPair pair) {
    return ChangeStatistics.of(result.statistics().overall(), pair).stream()
        .filter(row -> row.getAs("mean") != null)
        .map(CompareText::cells)
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
