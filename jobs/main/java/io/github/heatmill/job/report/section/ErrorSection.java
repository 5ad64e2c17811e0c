package io.github.heatmill.job.report.section;

import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.report.run.NumberText;
import io.github.heatmill.job.report.run.OpenedRun;
import io.github.heatmill.job.sql.ResultRow;
import io.github.heatmill.report.Section;
import io.github.heatmill.report.block.Block;
import io.github.heatmill.report.block.Cell;
import io.github.heatmill.report.block.Notice;
import io.github.heatmill.report.block.Part;
import io.github.heatmill.report.block.Table;
import io.github.heatmill.report.block.Text;
import java.util.ArrayList;
import java.util.List;

/** The section Errors: the reasons why images were not explained, or maps not measured. */
public record ErrorSection(OpenedRun opened) {
  private static final int MOST_REASONS = 50;

  private static final String QUERY =
      """
      WITH reasons AS (
        SELECT stage, reason, count(*) AS images, (SELECT count(DISTINCT stage, reason) FROM %1$s) AS reasons
        FROM %1$s GROUP BY stage, reason ORDER BY images DESC, stage, reason LIMIT %2$d
      ),
      examples AS (
        SELECT stage, reason, image, row_number() OVER (PARTITION BY stage, reason ORDER BY image) AS number FROM %1$s
      )
      SELECT
        reasons.stage, reasons.reason, reasons.images, reasons.reasons,
        array_join(array_sort(collect_list(examples.image)), ', ') AS examples
      FROM reasons JOIN examples ON reasons.stage <=> examples.stage AND reasons.reason <=> examples.reason
      WHERE examples.number <= 5
      GROUP BY reasons.stage, reasons.reason, reasons.images, reasons.reasons
      ORDER BY images DESC, stage, reason
      """;

  public Section section() {
    List<Block> blocks = new ArrayList<>();
    blocks.addAll(reasons(RunOutput.ERRORS, "No image failed."));
    if (opened.has(RunOutput.SCORE_ERRORS)) {
      blocks.add(
          new Part(
              "Not measured",
              reasons(RunOutput.SCORE_ERRORS, "All maps that are ok were measured.")));
    }
    return new Section("Errors", blocks);
  }

  private List<Block> reasons(String table, String none) {
    if (!opened.has(table)) {
      return List.of(new Notice("The run has no table " + table + "."));
    }
    List<ResultRow> rows = opened.rows(QUERY.formatted(table, MOST_REASONS));
    if (rows.isEmpty()) {
      return List.of(new Text(none));
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Table(
            List.of("Images", "Stage", "Reason", "Examples"),
            rows.stream().map(ErrorSection::cells).toList()));
    long more = rows.get(0).count("reasons") - rows.size();
    if (more > 0) {
      blocks.add(
          new Notice(
              NumberText.count(more, "more reason")
                  + " with fewer images: heatmill sql --input "
                  + opened.run().folder()
                  + " \"SELECT * FROM "
                  + table
                  + "\" lists all."));
    }
    return blocks;
  }

  private static List<Cell> cells(ResultRow row) {
    return List.of(
        Cell.count(row.count("images")),
        Cell.text(row.text("stage")),
        Cell.text(row.text("reason")),
        Cell.text(row.text("examples")));
  }
}
