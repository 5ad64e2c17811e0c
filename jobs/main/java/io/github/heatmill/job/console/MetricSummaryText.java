package io.github.heatmill.job.console;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;
import static java.util.Comparator.reverseOrder;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.github.heatmill.job.console.AlignedTable.Align;
import io.github.heatmill.job.console.AlignedTable.Column;
import io.github.heatmill.job.output.SummaryRow;
import io.github.heatmill.metric.Column.Better;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Writes the rows of the table {@code summary} as text: a block for each metric, in which the best
 * method comes first.
 */
public final class MetricSummaryText {
  private static final int LONGEST_LAYER = 20;
  private static final String CUT = "...";
  private static final String UNKNOWN = "-";

  private static final List<Column> COLUMNS =
      List.of(
          new Column("Method", Align.LEFT),
          new Column("Layer", Align.LEFT),
          new Column("Maps", Align.RIGHT),
          new Column("Mean", Align.RIGHT),
          new Column("95 % interval", Align.RIGHT),
          new Column("vs chance", Align.RIGHT),
          new Column("95 % interval", Align.RIGHT),
          new Column("Above chance", Align.RIGHT));

  private static final String NOTE =
      """
      Maps: how many have the number, where that is not all. Mean: with its 95 % interval by the bootstrap over images.
      """;

  private static final String NOTE_ON_CHANCE =
      """
      vs chance: the mean of the number minus that of a random map of the same image.
      Above chance: the share of maps that are better than the random one.
      """;

  private MetricSummaryText() {}

  /**
   * The text; no line is wider than 120 columns unless a method's name is long.
   *
   * @return empty where nothing was measured
   */
  public static String of(List<SummaryRow> rows) {
    if (rows.isEmpty()) {
      return "";
    }
    Map<String, List<SummaryRow>> blocks =
        rows.stream().collect(groupingBy(SummaryRow::metric, LinkedHashMap::new, toList()));
    boolean layers = rows.stream().map(row -> row.maps().layer()).distinct().count() > 1;
    List<String> lines = new ArrayList<>();
    blocks.values().forEach(block -> addBlock(lines, block, layers));
    boolean chance = rows.stream().anyMatch(row -> row.chance().difference().value().isPresent());
    return String.join("\n", lines) + "\n\n" + NOTE + (chance ? NOTE_ON_CHANCE : "");
  }

  private static void addBlock(List<String> lines, List<SummaryRow> block, boolean layers) {
    Better better = block.get(0).better();
    lines.add("");
    lines.add(
        block.get(0).metric()
            + (better == Better.NEITHER ? "" : " (" + better.text() + " is better)"));
    List<List<String>> cells =
        block.stream().sorted(bestFirst(better)).map(row -> cells(row, layers)).toList();
    lines.addAll(new AlignedTable(COLUMNS, cells).withoutEmptyColumns().indented());
  }

  private static Comparator<SummaryRow> bestFirst(Better better) {
    Comparator<SummaryRow> byName =
        comparing((SummaryRow row) -> row.maps().method()).thenComparing(row -> row.maps().layer());
    Comparator<Double> order =
        switch (better) {
          case HIGHER -> reverseOrder();
          case LOWER -> naturalOrder();
          case NEITHER -> (one, other) -> 0;
        };
    return comparing((SummaryRow row) -> boxed(row.mean().value()), nullsLast(order))
        .thenComparing(byName);
  }

  private static Double boxed(OptionalDouble value) {
    return value.isPresent() ? Double.valueOf(value.getAsDouble()) : null;
  }

  private static List<String> cells(SummaryRow row, boolean layers) {
    SummaryRow.Estimate difference = row.chance().difference();
    String mean = number("%.4f", row.mean().value());
    return List.of(
        row.maps().method(),
        layers ? shortened(row.maps().layer()) : "",
        maps(row.maps().measured(), row.maps().count()),
        mean.isEmpty() ? UNKNOWN : mean,
        interval("%.4f", row.mean()),
        number("%+.4f", difference.value()),
        interval("%+.4f", difference),
        share(row.chance().above()));
  }

  /** Both ends of a layer's path tell it from others. */
  private static String shortened(String layer) {
    if (layer.length() <= LONGEST_LAYER) {
      return layer;
    }
    int kept = LONGEST_LAYER - CUT.length();
    int start = kept / 2;
    return layer.substring(0, start) + CUT + layer.substring(layer.length() - (kept - start));
  }

  private static String maps(long counted, long rows) {
    String all = String.format(Locale.ROOT, "%,d", rows);
    return counted == rows ? all : String.format(Locale.ROOT, "%,d of %s", counted, all);
  }

  private static String number(String format, OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "";
  }

  private static String interval(String format, SummaryRow.Estimate estimate) {
    String least = number(format, estimate.low());
    return least.isEmpty() ? "" : "[" + least + ", " + number(format, estimate.high()) + "]";
  }

  private static String share(OptionalDouble above) {
    return above.isPresent()
        ? String.format(Locale.ROOT, "%.1f %%", 100 * above.getAsDouble())
        : "";
  }
}
