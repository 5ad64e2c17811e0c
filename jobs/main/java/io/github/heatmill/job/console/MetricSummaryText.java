package io.github.heatmill.job.console;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;
import static java.util.Comparator.reverseOrder;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.github.heatmill.job.console.AlignedTable.Align;
import io.github.heatmill.job.console.AlignedTable.Column;
import io.github.heatmill.job.output.MetricSummary;
import io.github.heatmill.metric.Column.Better;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The table {@code summary} for people: a block for each number, in which the best method comes
 * first. Only what is over all classes.
 */
public final class MetricSummaryText {
  private static final int LONGEST_LAYER = 20;
  private static final String CUT = "...";
  private static final String UNKNOWN = "-";

  private static final List<Column> COLUMNS =
      List.of(
          new Column("Method", Align.LEFT),
          new Column("Layer", Align.LEFT),
          new Column("Images", Align.RIGHT),
          new Column("Mean", Align.RIGHT),
          new Column("95 % interval", Align.RIGHT),
          new Column("vs chance", Align.RIGHT),
          new Column("95 % interval", Align.RIGHT),
          new Column("Above chance", Align.RIGHT));

  private static final String NOTE =
      """
      Images: how many have the number, where that is not all. Mean: with its 95 % interval by the bootstrap.
      """;

  private static final String NOTE_ON_CHANCE =
      """
      vs chance: the mean of the number minus that of a random map of the same image.
      Above chance: the share of images for which the map is better than the random one.
      """;

  private MetricSummaryText() {}

  /**
   * The text; no line is wider than 120 columns unless a method's name is long.
   *
   * @param summary rows of {@link MetricSummary#of}, in its order
   * @return empty where nothing was measured
   */
  public static String of(Dataset<Row> summary) {
    List<Row> rows = summary.where("target IS NULL").collectAsList();
    if (rows.isEmpty()) {
      return "";
    }
    Map<String, List<Row>> blocks =
        rows.stream().collect(groupingBy(row -> row.getAs("metric"), LinkedHashMap::new, toList()));
    boolean layers = rows.stream().map(row -> row.getAs("layer")).distinct().count() > 1;
    List<String> lines = new ArrayList<>();
    blocks.forEach((metric, block) -> addBlock(lines, block, layers));
    boolean chance = rows.stream().anyMatch(row -> row.getAs("difference") != null);
    return String.join("\n", lines) + "\n\n" + NOTE + (chance ? NOTE_ON_CHANCE : "");
  }

  private static void addBlock(List<String> lines, List<Row> block, boolean layers) {
    Better better = Better.valueOf(block.get(0).<String>getAs("better").toUpperCase(Locale.ROOT));
    lines.add("");
    lines.add(
        block.get(0).getAs("metric")
            + (better == Better.NEITHER ? "" : " (" + better.text() + " is better)"));
    List<List<String>> cells =
        block.stream().sorted(bestFirst(better)).map(row -> cells(row, layers)).toList();
    lines.addAll(new AlignedTable(COLUMNS, cells).withoutEmptyColumns().indented());
  }

  private static Comparator<Row> bestFirst(Better better) {
    Comparator<Row> byName =
        comparing((Row row) -> row.<String>getAs("method"))
            .thenComparing(row -> row.getAs("layer"));
    Comparator<Double> order =
        switch (better) {
          case HIGHER -> reverseOrder();
          case LOWER -> naturalOrder();
          case NEITHER -> (one, other) -> 0;
        };
    return comparing((Row row) -> row.<Double>getAs("mean"), nullsLast(order))
        .thenComparing(byName);
  }

  private static List<String> cells(Row row, boolean layers) {
    String mean = number(row, "%.4f", "mean");
    return List.of(
        row.getAs("method"),
        layers ? shortened(row.getAs("layer")) : "",
        images(row.<Long>getAs("n"), row.<Long>getAs("rows")),
        mean.isEmpty() ? UNKNOWN : mean,
        interval(row, "%.4f", "low", "high"),
        number(row, "%+.4f", "difference"),
        interval(row, "%+.4f", "difference_low", "difference_high"),
        share(row));
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

  private static String images(long counted, long rows) {
    String all = String.format(Locale.ROOT, "%,d", rows);
    return counted == rows ? all : String.format(Locale.ROOT, "%,d of %s", counted, all);
  }

  private static String number(Row row, String format, String column) {
    Double value = row.getAs(column);
    return value == null ? "" : String.format(Locale.ROOT, format, value);
  }

  private static String interval(Row row, String format, String low, String high) {
    String least = number(row, format, low);
    return least.isEmpty() ? "" : "[" + least + ", " + number(row, format, high) + "]";
  }

  private static String share(Row row) {
    Double above = row.getAs("above_chance");
    return above == null ? "" : String.format(Locale.ROOT, "%.1f %%", 100 * above);
  }
}
