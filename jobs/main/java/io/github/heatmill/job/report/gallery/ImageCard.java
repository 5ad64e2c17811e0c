package io.github.heatmill.job.report.gallery;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.github.heatmill.job.picture.Overlays.Drawn;
import io.github.heatmill.job.report.run.NumberText;
import io.github.heatmill.job.sql.ResultRow;
import io.github.heatmill.report.Gallery;
import io.github.heatmill.report.block.Facts;
import io.github.heatmill.report.block.Figures;
import io.github.heatmill.report.block.Picture;
import io.github.heatmill.report.chart.Lines;
import io.github.heatmill.udf.batch.ImageReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The card of one image in the gallery.
 *
 * @param chosen the image in its list
 * @param maps the rows of the run's tables on the image
 * @param drawing the pictures of the image
 */
record ImageCard(ChosenImage chosen, ImageMaps maps, Drawn drawing) {
  private static final String JPEG = "image/jpeg";

  /** The size of a card in the page, without pictures and curves. */
  private static final long BYTES_OF_TEXT = 4_000;

  /** The size of a point of a curve in the page. */
  private static final long BYTES_OF_A_POINT = 80;

  /** Estimates the size of the card in the page, in bytes. */
  long size() {
    long points =
        maps.curves().stream()
            .mapToLong(row -> row.row().getList(row.row().fieldIndex("values")).size())
            .sum();
    return textLength(drawing) + BYTES_OF_TEXT + points * BYTES_OF_A_POINT;
  }

  Gallery.Card card() {
    String image = maps.key().image();
    return new Gallery.Card(
        image.substring(image.lastIndexOf('/') + 1), facts(), figures(), facets(), curves());
  }

  private List<Facts.Fact> facts() {
    ResultRow image = maps.image();
    List<Facts.Fact> facts = new ArrayList<>();
    facts.add(new Facts.Fact("List", chosen.list().title() + ", " + (chosen.rank() + 1) + "."));
    facts.add(
        new Facts.Fact(
            "Shows",
            image
                .<String>value("label_name")
                .map(label -> label.replace(ImageReader.SEPARATOR, ", "))
                .orElse("not known")));
    facts.add(
        new Facts.Fact(
            "Predicted",
            named(image.text("predicted_name"), image.number("probability"), predictedScore())));
    if (maps.hasSeveralTargets()
        || !image.text("target_name").equals(image.text("predicted_name"))) {
      facts.add(new Facts.Fact("Explained", explained()));
    }
    if (!chosen.list().measure().isEmpty()) {
      facts.add(
          new Facts.Fact(chosen.list().measure(), NumberText.number(chosen.row().number("value"))));
    }
    if (maps.left() > 0) {
      facts.add(new Facts.Fact("Maps not drawn", Integer.toString(maps.left())));
    }
    facts.add(new Facts.Fact("Image", maps.key().image()));
    return facts;
  }

  private String explained() {
    return maps.targets().stream()
        .map(
            row ->
                named(
                    row.text("target_name"),
                    row.number("target_probability"),
                    row.number("target_score")))
        .collect(joining("; "));
  }

  /** The score of the predicted class, if it is an explained one; else NaN. */
  private double predictedScore() {
    String predicted = maps.image().text("predicted_name");
    return maps.targets().stream()
        .filter(row -> row.text("target_name").equals(predicted))
        .mapToDouble(row -> row.number("target_score"))
        .findFirst()
        .orElse(Double.NaN);
  }

  /** A class with its probability, or a value with its number. */
  private static String named(String name, double probability, double score) {
    if (Double.isFinite(probability)) {
      return name + ", " + NumberText.share(probability);
    }
    return Double.isFinite(score) ? name + ": " + NumberText.number(score) : name;
  }

  private Map<String, List<String>> facets() {
    Map<String, List<String>> facets = new LinkedHashMap<>();
    facets.put("list", List.of(chosen.list().title()));
    facets.put("class", maps.targets().stream().map(row -> row.text("class")).distinct().toList());
    facets.put("method", methods());
    facets.put("status", List.of(maps.status()));
    List<String> predictions =
        maps.targets().stream()
            .flatMap(row -> row.<Boolean>value("correct").stream())
            .map(correct -> correct ? "right" : "wrong")
            .distinct()
            .toList();
    if (!predictions.isEmpty()) {
      facets.put("prediction", predictions);
    }
    return facets;
  }

  /** The method for whose map the image was chosen, or else all methods with a shown map. */
  private List<String> methods() {
    String method = chosen.row().text("method");
    return method.isEmpty()
        ? maps.drawn().stream().map(row -> row.text("method")).distinct().toList()
        : List.of(method);
  }

  /** The size of the pictures as base64. */
  private static long textLength(Drawn drawn) {
    long bytes =
        drawn.seen().length + drawn.overlays().stream().mapToLong(each -> each.length).sum();
    return bytes * 4 / 3;
  }

  private List<Figures.Figure> figures() {
    if (drawing.isMissing()) {
      return List.of(new Figures.Figure(Picture.missing(drawing.problem()), "No picture"));
    }
    List<Figures.Figure> figures = new ArrayList<>();
    figures.add(
        new Figures.Figure(
            new Picture(drawing.seen(), JPEG, "What the network saw of " + maps.key().image()),
            "what the network saw"));
    List<ResultRow> rows = maps.drawn();
    for (int i = 0; i < rows.size(); i++) {
      String caption = caption(rows.get(i));
      figures.add(
          new Figures.Figure(
              new Picture(drawing.overlays().get(i), JPEG, "The same under the map of " + caption),
              caption));
    }
    return figures;
  }

  private String caption(ResultRow map) {
    List<String> parts = new ArrayList<>(List.of(map.text("method")));
    if (maps.drawn().stream().map(row -> row.text("layer")).distinct().count() > 1) {
      parts.add(map.text("layer"));
    }
    if (!map.text("status").equals("ok")) {
      parts.add(map.text("status").replace('_', ' '));
    } else if (Double.isFinite(map.number("on_object"))) {
      parts.add(NumberText.share(map.number("on_object")) + " on the object");
    }
    String text = String.join(", ", parts);
    return maps.hasSeveralTargets() ? map.text("target_name") + ": " + text : text;
  }

  private List<Lines> curves() {
    Map<String, List<ResultRow>> byMetric =
        maps.curves().stream()
            .collect(groupingBy(row -> row.text("metric"), TreeMap::new, toList()));
    return byMetric.entrySet().stream()
        .map(metric -> lines(metric.getKey(), metric.getValue()))
        .toList();
  }

  private Lines lines(String metric, List<ResultRow> rows) {
    boolean layers = rows.stream().map(row -> row.text("layer")).distinct().count() > 1;
    List<Lines.Line> lines =
        rows.stream()
            .map(
                row ->
                    Lines.Line.even(
                        (maps.hasSeveralTargets() ? row.text("target_name") + ": " : "")
                            + row.text("method")
                            + (layers ? ", " + row.text("layer") : ""),
                        row.row().getList(row.row().fieldIndex("values"))))
            .toList();
    return new Lines(
        metric + " of this image, by method",
        "share of the steps",
        "score of the explained class",
        lines);
  }
}
