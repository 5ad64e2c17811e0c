package io.github.heatmill.job.report.section;

import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.report.run.MissingData;
import io.github.heatmill.job.report.run.NumberText;
import io.github.heatmill.job.report.run.OpenedRun;
import io.github.heatmill.job.report.run.Overview;
import io.github.heatmill.job.sql.ResultRow;
import io.github.heatmill.report.Section;
import io.github.heatmill.report.block.Block;
import io.github.heatmill.report.block.Cell;
import io.github.heatmill.report.block.Part;
import io.github.heatmill.report.block.Table;
import io.github.heatmill.report.block.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The section Methods: compares the maps and metrics of the methods. */
public record MethodSection(OpenedRun opened, Overview overview) {

  public Section section() {
    MissingData missing = new MissingData(opened.run());
    List<Block> blocks = new ArrayList<>();
    if (overview.maps() == 0) {
      return new Section("Methods", List.of(missing.maps(overview)));
    }
    blocks.add(new Part("Maps", List.of(maps(), agreement(missing))));
    List<ResultRow> summary = summary();
    if (summary.isEmpty()) {
      blocks.add(wasMeasured() ? missing.summary() : missing.metrics());
    } else {
      blocks.add(
          new Text(
              "Below, a block for each number that was measured. The mean is over maps, with its 95 % interval by the"
                  + " bootstrap over images. Chance is the same number of a random map of the same image; above chance is the"
                  + " share of maps that are better than that. Each explained class of an image has a map of its own. Columns are sorted by a click."));
    }
    byMetric(summary).forEach((metric, rows) -> blocks.add(new MetricBlock(metric, rows).part()));
    return new Section("Methods", blocks);
  }

  private boolean wasMeasured() {
    return !opened.run().manifest().at("/measured/metrics").isEmpty();
  }

  private List<ResultRow> summary() {
    return opened.has(RunOutput.SUMMARY)
        ? opened.rows("SELECT * FROM summary WHERE target IS NULL")
        : List.of();
  }

  private static Map<String, List<ResultRow>> byMetric(List<ResultRow> summary) {
    return summary.stream()
        .collect(
            Collectors.groupingBy(
                row -> row.text("metric"), LinkedHashMap::new, Collectors.toList()));
  }

  private Table maps() {
    List<List<Cell>> rows =
        opened
            .rows(
                """
                SELECT method, layer, count(*) AS maps, avg(CASE WHEN status = 'ok' THEN 0D ELSE 1D END) AS not_ok,
                  avg(on_object) AS on_object, avg(on_object_chance) AS on_object_chance, avg(border_mass) AS border_mass
                FROM %s GROUP BY method, layer ORDER BY on_object DESC NULLS LAST, method, layer
                """
                    .formatted(OpenedRun.MAPS))
            .stream()
            .map(
                row ->
                    List.of(
                        Cell.text(row.text("method")),
                        Cell.text(row.text("layer")),
                        Cell.count(row.count("maps")),
                        Cell.share(row.number("not_ok")),
                        Cell.number(row.number("on_object"), 3),
                        Cell.number(row.number("on_object_chance"), 3),
                        Cell.number(row.number("border_mass"), 3)))
            .toList();
    return new Table(
        List.of("Method", "Layer", "Maps", "Not ok", "On the object", "By chance", "Border mass"),
        rows);
  }

  private Block agreement(MissingData missing) {
    ResultRow all =
        opened.row(
            "SELECT max(methods) AS methods, avg(agreement) AS agreement, avg(chance) AS chance FROM "
                + OpenedRun.AGREEMENT);
    if (all.count("methods") < 2 || Double.isNaN(all.number("agreement"))) {
      return missing.agreement();
    }
    String chance =
        Double.isNaN(all.number("chance"))
            ? ""
            : "; with random maps it is " + NumberText.number(all.number("chance"));
    return new Text(
        "Methods put the places of an image in a similar order with a mean rank correlation of "
            + NumberText.number(all.number("agreement"))
            + chance
            + ". Methods that are made of the same gradients agree without being right.");
  }
}
