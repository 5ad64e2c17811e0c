package io.github.heatmill.job.compare.page;

import io.github.heatmill.job.compare.pair.Change;
import io.github.heatmill.job.sql.ResultRow;
import io.github.heatmill.report.Gallery;
import io.github.heatmill.report.block.Facts;
import io.github.heatmill.report.block.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * The card of an image with its two maps.
 *
 * @param list the list that the image is in
 * @param numbers the row of the image in the table {@code images}
 * @param pictures the image, if it can be read again, and both maps
 */
public record ChangedImage(String list, Row numbers, List<Figures.Figure> pictures) {
  private static final int TITLE_PARTS = 2;
  private static final int MAPS = 2;

  public ChangedImage {
    pictures = List.copyOf(pictures);
  }

  /** Whether the picture of the image itself is missing. */
  boolean isAlone() {
    return pictures.size() <= MAPS;
  }

  Gallery.Card card() {
    Map<String, List<String>> facets = new LinkedHashMap<>();
    facets.put("list", List.of(list));
    facets.put("class", List.of(text("class")));
    facets.put("method", List.of(text("method")));
    facets.put("layer", List.of(text("layer")));
    return new Gallery.Card(title(), facts(), pictures, facets, List.of());
  }

  /** The last two parts of the image's name, often the class and the file. */
  private String title() {
    String[] parts = text("image").split("/");
    return String.join(
        "/", List.of(parts).subList(Math.max(0, parts.length - TITLE_PARTS), parts.length));
  }

  private List<Facts.Fact> facts() {
    List<Facts.Fact> facts = new ArrayList<>();
    facts.add(new Facts.Fact("Baseline says", prediction("baseline")));
    facts.add(new Facts.Fact("Candidate says", prediction("candidate")));
    if (numbers.getAs("label_name") != null) {
      facts.add(new Facts.Fact("Label", text("label_name")));
    }
    add(facts, "Rank correlation", "%.2f", Change.RANK_CORRELATION);
    add(facts, "Overlap (IoU)", "%.2f", "iou");
    add(facts, "On the object", "%+.2f", Change.ON_OBJECT);
    facts.add(new Facts.Fact("Map", text("method") + " at " + text("layer")));
    facts.add(new Facts.Fact("Image", text("image")));
    return facts;
  }

  private String prediction(String run) {
    String explained = text(run + "_target");
    String predicted = text(run + "_predicted");
    return String.format(Locale.ROOT, "%s, %.2f", predicted, number(run + "_probability"))
        + (explained.equals(predicted) ? "" : "; explained: " + explained);
  }

  private void add(List<Facts.Fact> facts, String title, String format, String column) {
    if (numbers.getAs(column) != null) {
      facts.add(new Facts.Fact(title, String.format(Locale.ROOT, format, number(column))));
    }
  }

  private double number(String column) {
    return new ResultRow(numbers).number(column);
  }

  private String text(String column) {
    return String.valueOf(numbers.<Object>getAs(column));
  }
}
