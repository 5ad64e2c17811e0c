package io.github.heatmill.job.report.section;

import static java.util.stream.Collectors.toMap;

import io.github.heatmill.image.Overlay;
import io.github.heatmill.job.report.run.MissingData;
import io.github.heatmill.job.report.run.OpenedRun;
import io.github.heatmill.job.report.run.Overview;
import io.github.heatmill.job.sql.ResultRow;
import io.github.heatmill.job.sql.RunLabels;
import io.github.heatmill.method.activation.RandomMap;
import io.github.heatmill.report.Section;
import io.github.heatmill.report.block.Block;
import io.github.heatmill.report.block.Cell;
import io.github.heatmill.report.block.ColorScale;
import io.github.heatmill.report.block.Figures;
import io.github.heatmill.report.block.Notice;
import io.github.heatmill.report.block.Part;
import io.github.heatmill.report.block.Table;
import io.github.heatmill.report.block.Text;
import io.github.heatmill.report.chart.Bars;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The section Classes: a table of the classes, the most suspicious first. Each class has the
 * numbers of the method and layer with its highest suspicion, so that one method that shows a
 * shortcut is enough.
 */
public record ClassSection(OpenedRun opened, Overview overview) {
  /** The most classes that the page lists. */
  static final int MOST_CLASSES = 200;

  private static final int BARS = 20;

  private static final String QUERY =
      """
      WITH audited AS (
        SELECT audit.*, shortcut.suspicion, shortcut.border_mass_others
        FROM audit_by_class AS audit
        LEFT JOIN suspected_shortcuts AS shortcut
          ON audit.class <=> shortcut.class AND audit.layer = shortcut.layer
            AND audit.method = shortcut.method AND audit.model = shortcut.model
        WHERE audit.method <> '%s'
      ),
      told AS (
        SELECT
          class,
          max(struct(
            coalesce(suspicion, -1D) AS rank, coalesce(border_mass, -1D) AS next, layer, method, images, accuracy,
            confidence, on_object, on_object_chance, border_mass, border_mass_others, suspicion)) AS most
        FROM audited
        GROUP BY class
      )
      SELECT class, most.* FROM told ORDER BY most.rank DESC, most.next DESC, class LIMIT %d
      """
          .formatted(RandomMap.ID, MOST_CLASSES);

  /** The columns of a run whose images have one label each. */
  private static final List<String> OF_CLASSES = List.of("accuracy");

  /** The columns of the view label_quality, for a run whose images have several. */
  private static final List<String> OF_LABELS = List.of("precision", "recall", "f1");

  public Section section() {
    MissingData missing = new MissingData(opened.run());
    if (overview.explained() == 0) {
      return new Section("Classes", List.of(missing.maps(overview)));
    }
    List<ResultRow> classes = opened.rows(QUERY);
    List<String> recognised = recognised();
    MeanMaps maps = MeanMaps.of(opened, classes);
    List<Block> blocks = new ArrayList<>(notices(missing));
    blocks.add(
        new Text(
            "The most suspicious class comes first: the one whose mean map is brightest, at some place, beside that of the"
                + " other classes. A tag, a watermark or a border lies at one place in all images of a class; objects that"
                + " always lie at one place look the same. Each class is shown by the method that makes it most suspicious."));
    blocks.add(new ColorScale(Overlay.COLORS, "least evidence", "most"));
    blocks.add(table(classes, maps, recognised));
    if (overview.classes() > classes.size()) {
      blocks.add(left(classes.size()));
    }
    if (overview.classes() > 1) {
      blocks.add(chart(classes));
    }
    blocks.add(
        new Part(
            "Mean maps of the most suspicious classes, by every method",
            List.of(new Figures(maps.figures()))));
    return new Section("Classes", blocks);
  }

  private List<Block> notices(MissingData missing) {
    List<Block> notices = new ArrayList<>();
    if (overview.labelled() == 0) {
      notices.add(missing.labels());
    }
    if (overview.located() == 0) {
      notices.add(missing.boxes());
    }
    if (overview.classes() == 1) {
      notices.add(missing.otherClasses());
    }
    return notices;
  }

  private Notice left(int shown) {
    return new Notice(
        String.format(
                Locale.ROOT, "Of %,d classes the %,d most suspicious", overview.classes(), shown)
            + " are shown: heatmill sql --input "
            + opened.run().folder()
            + " \"SELECT * FROM suspected_shortcuts\" lists all.");
  }

  private List<String> recognised() {
    return RunLabels.of(opened.run()).independent() ? OF_LABELS : OF_CLASSES;
  }

  private Table table(List<ResultRow> classes, MeanMaps maps, List<String> recognised) {
    Map<String, ResultRow> quality =
        recognised.equals(OF_LABELS)
            ? opened.rows("SELECT * FROM label_quality WHERE label IS NOT NULL").stream()
                .collect(toMap(row -> row.text("label"), row -> row, (one, other) -> one))
            : Map.of();
    List<String> titles = new ArrayList<>(List.of("Mean map", "Class", "Suspicion", "Images"));
    recognised.forEach(
        column ->
            titles.add(column.substring(0, 1).toUpperCase(Locale.ROOT) + column.substring(1)));
    titles.addAll(
        List.of(
            "Confidence",
            "On the object",
            "By chance",
            "Border mass",
            "Border mass of others",
            "Method"));
    return new Table(
        titles,
        classes.stream()
            .map(
                row -> {
                  ResultRow known = quality.getOrDefault(row.text("class"), row);
                  List<Cell> told =
                      recognised.stream().map(column -> Cell.share(known.number(column))).toList();
                  return cells(row, maps, told);
                })
            .toList());
  }

  private List<Cell> cells(ResultRow row, MeanMaps maps, List<Cell> recognised) {
    List<Cell> cells = new ArrayList<>();
    cells.add(maps.of(row).map(Cell::picture).orElseGet(Cell::missing));
    cells.add(Cell.text(row.text("class")));
    cells.add(Cell.number(row.number("suspicion"), 3));
    cells.add(Cell.count(row.count("images")));
    cells.addAll(recognised);
    cells.addAll(evidence(row));
    return cells;
  }

  private List<Cell> evidence(ResultRow row) {
    return List.of(
        Cell.number(row.number("confidence"), 3),
        Cell.number(row.number("on_object"), 3),
        Cell.number(row.number("on_object_chance"), 3),
        Cell.number(row.number("border_mass"), 3),
        Cell.number(row.number("border_mass_others"), 3),
        Cell.text(
            overview.layers() > 1
                ? row.text("method") + ", " + row.text("layer")
                : row.text("method")));
  }

  private static Bars chart(List<ResultRow> classes) {
    List<Bars.Bar> bars =
        classes.stream()
            .limit(BARS)
            .map(row -> new Bars.Bar(row.text("class"), row.number("suspicion")))
            .toList();
    return new Bars(
        "Suspicion of the most suspicious classes, from 0 to 1. One class far ahead of all others is worth a look first.",
        "suspicion",
        bars);
  }
}
