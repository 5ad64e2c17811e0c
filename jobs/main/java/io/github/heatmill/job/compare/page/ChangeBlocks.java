package io.github.heatmill.job.compare.page;

import io.github.heatmill.job.compare.pair.Change;
import io.github.heatmill.job.compare.pair.ComparedRuns;
import io.github.heatmill.job.compare.pair.MapKeyPair;
import io.github.heatmill.job.compare.table.ChangeStatistics;
import io.github.heatmill.job.sql.ResultRow;
import io.github.heatmill.report.block.Block;
import io.github.heatmill.report.block.Cell;
import io.github.heatmill.report.block.Part;
import io.github.heatmill.report.block.Table;
import io.github.heatmill.report.chart.Chart;
import io.github.heatmill.report.chart.Dots;
import io.github.heatmill.report.chart.Histogram;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** The tables and charts of one pair of maps. */
record ChangeBlocks(ComparedRuns runs, ChangeStatistics findings, MapKeyPair pair) {
  private static final String INTERVALS = " Lines are 95 % intervals by the paired bootstrap.";

  /** The most classes in a chart. */
  private static final int MOST_DOTS = 40;

  /** The means over all classes, and a histogram of the rank correlations. */
  List<Block> overall() {
    List<Row> rows = ChangeStatistics.of(findings.overall(), pair);
    List<Block> blocks = new ArrayList<>();
    blocks.add(numbers(rows));
    blocks.add(
        new Dots(
            "Mean changes, candidate minus baseline, over all images." + INTERVALS,
            "candidate minus baseline",
            rows.stream()
                .filter(row -> Change.isDifference(name(row)))
                .map(row -> dot(name(row), row))
                .toList(),
            List.of(new Chart.Rule(0, "no change"))));
    blocks.add(
        new Histogram(
            "How many images have which rank correlation of their two maps.",
            "rank correlation",
            bins(),
            List.of(new Chart.Rule(runs.matching().agreement(), "different evidence"))));
    return titled(blocks);
  }

  /** Adds a title if there are several pairs of maps. */
  private List<Block> titled(List<Block> blocks) {
    return runs.pairing().pairs().size() == 1 ? blocks : List.of(new Part(pair.text(), blocks));
  }

  private static Table numbers(List<Row> rows) {
    List<List<Cell>> cells =
        rows.stream()
            .map(
                row ->
                    List.of(
                        Cell.text(words(name(row))),
                        interval(row),
                        Cell.count(row.<Long>getAs("images")),
                        Cell.text(row.getAs("better"))))
            .toList();
    return new Table(List.of("Number", "Mean [95 % interval]", "Images", "Better"), cells);
  }

  private List<Histogram.Bin> bins() {
    Map<Integer, Long> counts = new LinkedHashMap<>();
    ChangeStatistics.of(findings.spread(), pair)
        .forEach(row -> counts.put(row.<Integer>getAs("bin"), row.<Long>getAs("count")));
    double width = 2.0 / ChangeStatistics.BINS;
    return IntStream.range(0, ChangeStatistics.BINS)
        .mapToObj(
            i -> new Histogram.Bin(i * width - 1, (i + 1) * width - 1, counts.getOrDefault(i, 0L)))
        .toList();
  }

  /** A row for each class, the class with the lowest rank correlation first. */
  List<Block> classes() {
    Map<String, Map<String, Row>> byClass = byClass();
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Dots(
            "Mean rank correlation of the two maps by class, the lowest first." + INTERVALS,
            "rank correlation",
            byClass.entrySet().stream()
                .limit(MOST_DOTS)
                .map(each -> dot(each.getKey(), each.getValue().get(Change.RANK_CORRELATION)))
                .toList(),
            List.of()));
    List<String> known = known(byClass);
    List<List<Cell>> rows =
        byClass.entrySet().stream()
            .map(each -> row(each.getKey(), each.getValue(), known))
            .toList();
    List<String> titles =
        Stream.concat(Stream.of("Class", "Images"), known.stream().map(ChangeBlocks::words))
            .toList();
    blocks.add(new Table(titles, rows));
    return titled(blocks);
  }

  private Map<String, Map<String, Row>> byClass() {
    Map<String, Map<String, Row>> byClass = new LinkedHashMap<>();
    Stream<Row> sorted =
        ChangeStatistics.of(findings.classes(), pair).stream()
            .sorted(Comparator.comparingDouble(ChangeBlocks::alike));
    sorted
        .filter(row -> name(row).equals(Change.RANK_CORRELATION))
        .forEach(row -> byClass.put(row.getAs("class"), new LinkedHashMap<>()));
    for (Row row : ChangeStatistics.of(findings.classes(), pair)) {
      byClass.get(row.<String>getAs("class")).put(name(row), row);
    }
    return byClass;
  }

  /**
   * The mean rank correlation. Classes without one come last, since NaN is greater than numbers.
   */
  private static double alike(Row row) {
    return new ResultRow(row).number("mean");
  }

  /** The numbers to show: those that are known, and that differ between classes. */
  private List<String> known(Map<String, Map<String, Row>> byClass) {
    return runs.changes().stream()
        .map(Change::name)
        .filter(name -> byClass.size() == 1 || means(name, byClass.values()).distinct().count() > 1)
        .filter(name -> means(name, byClass.values()).anyMatch(Double::isFinite))
        .toList();
  }

  private static Stream<Double> means(String name, Collection<Map<String, Row>> classes) {
    return classes.stream().map(rows -> new ResultRow(rows.get(name)).number("mean"));
  }

  private static List<Cell> row(String name, Map<String, Row> numbers, List<String> known) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.text(name));
    cells.add(Cell.count(numbers.get(Change.SAME_PREDICTION).<Long>getAs("rows")));
    known.forEach(each -> cells.add(interval(numbers.get(each))));
    return cells;
  }

  private static String words(String name) {
    return name.replace('_', ' ');
  }

  private static Cell interval(Row row) {
    ResultRow found = new ResultRow(row);
    return Cell.interval(found.number("mean"), found.number("low"), found.number("high"));
  }

  private static Dots.Dot dot(String name, Row row) {
    ResultRow found = new ResultRow(row);
    return new Dots.Dot(
        words(name), found.number("mean"), found.number("low"), found.number("high"));
  }

  private static String name(Row row) {
    return row.getAs("number");
  }
}
