package io.github.heatmill.report;

import io.github.heatmill.image.Colormap;
import io.github.heatmill.image.HeatPicture;
import io.github.heatmill.image.Overlay;
import io.github.heatmill.image.Pixels;
import io.github.heatmill.report.block.Block;
import io.github.heatmill.report.block.Cell;
import io.github.heatmill.report.block.ColorScale;
import io.github.heatmill.report.block.Facts;
import io.github.heatmill.report.block.Figures;
import io.github.heatmill.report.block.Folded;
import io.github.heatmill.report.block.Notice;
import io.github.heatmill.report.block.Part;
import io.github.heatmill.report.block.Picture;
import io.github.heatmill.report.block.Table;
import io.github.heatmill.report.block.Text;
import io.github.heatmill.report.chart.Bars;
import io.github.heatmill.report.chart.Chart;
import io.github.heatmill.report.chart.Dots;
import io.github.heatmill.report.chart.Histogram;
import io.github.heatmill.report.chart.Lines;
import io.github.heatmill.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A page with every element, names that attack it among them. */
final class SamplePage {
  static final String SCRIPT = "<script>alert(1)</script>";
  static final String IMAGE = "\"><img src=x onerror=\"document.title='owned'\">";
  static final int CARDS = 6;

  private static final List<String> METHODS =
      List.of("grad-cam", "grad-cam++", "layer-cam", "score-cam", "eigen-cam");

  private SamplePage() {}

  static Page page() {
    return new Page(
        "Audit of resnet18 on " + SCRIPT,
        List.of(
            new Section("What ran", ran()),
            new Section("Methods compared", compared()),
            new Section("Classes: " + IMAGE, List.of(classes())),
            new Section("Charts", charts()),
            new Section("Images", List.of(new ColorScale(Overlay.COLORS, "0", "1"), gallery()))));
  }

  private static List<Block> ran() {
    return List.of(
        new Text(
            "Heat maps show where evidence for an answer lies. They do not prove that the network"
                + " would answer otherwise without it; deletion and insertion test that."),
        new Notice("This run has no boxes: energy in the box is left out " + SCRIPT + "."),
        new Facts(
            List.of(
                new Facts.Fact("model", "resnet18-3f1c9a0b (layer4)"),
                new Facts.Fact("images", "120 of 123; 3 could not be read"),
                new Facts.Fact("folder", "file:/data/" + "deep/".repeat(30) + SCRIPT))),
        new Folded("All settings", List.of(new Facts(List.of(new Facts.Fact("batch size", "8"))))));
  }

  private static List<Block> compared() {
    List<List<Cell>> rows =
        List.of(
            row("grad-cam", 0.412, 120, 0.871),
            row("Score-CAM 10", 0.5, 9, 0.05),
            row("score-cam 9", Double.NaN, 0, Double.NaN),
            row("layer-cam", -0.0312, 1204, 1));
    List<String> columns = List.of("method", "insertion", "images", "above chance", "map");
    return List.of(new Table(columns, rows), new Text("Means with 95 % intervals."), dots());
  }

  private static List<Cell> row(String name, double mean, long images, double share) {
    Picture picture = Picture.png(overlay(), "Mean map of " + name);
    return List.of(
        Cell.text(name),
        Cell.interval(mean, mean - 0.02, mean + 0.02),
        Cell.count(images),
        Cell.share(share),
        Cell.picture(picture));
  }

  private static Block classes() {
    List<String> columns =
        List.of("class", "accuracy", "confidence", "energy in the box", "border mass", "example");
    List<List<Cell>> rows =
        List.of(
            classRow(SCRIPT, 0.9137),
            classRow(IMAGE, Double.NaN),
            classRow("a class with a name that goes on and on, as those of ImageNet do", 0.25));
    return new Part("Sorted by suspicion", List.of(new Table(columns, rows)));
  }

  private static List<Cell> classRow(String name, double accuracy) {
    return List.of(
        Cell.text(name),
        Cell.share(accuracy),
        Cell.number(accuracy, 3),
        Cell.number(0.123456, 3),
        Cell.missing(),
        Cell.text("file:/data/images/" + "train/".repeat(12) + "0001.png"));
  }

  private static Dots dots() {
    List<Dots.Dot> dots = new ArrayList<>();
    for (int i = 0; i < METHODS.size(); i++) {
      dots.add(new Dots.Dot(METHODS.get(i), 0.4 + 0.05 * i, 0.35 + 0.05 * i, 0.45 + 0.06 * i));
    }
    dots.add(new Dots.Dot("without an interval " + SCRIPT, 0.3, Double.NaN, Double.NaN));
    dots.add(new Dots.Dot("without a value", Double.NaN, Double.NaN, Double.NaN));
    return new Dots(
        "Insertion of each method.",
        "insertion",
        dots,
        List.of(new Chart.Rule(0.331, "random map")));
  }

  private static List<Block> charts() {
    List<Histogram.Bin> bins =
        IntStream.range(0, 20)
            .mapToObj(i -> new Histogram.Bin(i / 20.0, (i + 1) / 20.0, 40L * i * (20 - i)))
            .toList();
    return List.of(
        new Bars(
            "Errors by stage.",
            "images",
            List.of(
                new Bars.Bar("read", 3),
                new Bars.Bar("decode " + IMAGE, 12),
                new Bars.Bar("infer", -4))),
        new Histogram(
            "Confidence of all images.",
            "confidence",
            bins,
            List.of(new Chart.Rule(0.8, "median"))));
  }

  private static Gallery gallery() {
    return new Gallery(IntStream.range(0, CARDS).mapToObj(SamplePage::card).toList());
  }

  /** Half of the cards are of cats, a third is wrong, one has no picture. */
  private static Gallery.Card card(int i) {
    Map<String, List<String>> facets = new LinkedHashMap<>();
    facets.put("class", List.of(i % 2 == 0 ? "cat" : SCRIPT));
    facets.put("answer", List.of(i % 3 == 0 ? "wrong" : "right"));
    if (i == 0) {
      facets.put("list", List.of("most confident wrong"));
    }
    Picture original =
        i == 1
            ? Picture.missing("The image is not there any more: " + IMAGE)
            : Picture.photo(photo(), "Image " + i);
    List<Figures.Figure> figures =
        new ArrayList<>(List.of(new Figures.Figure(original, "original")));
    for (String method : METHODS.subList(0, 3)) {
      figures.add(new Figures.Figure(Picture.photo(overlay(), method + " on image " + i), method));
    }
    List<Facts.Fact> facts =
        List.of(new Facts.Fact("predicted", "cat"), new Facts.Fact("probability", "0.98"));
    return new Gallery.Card("image-" + i + ".png " + IMAGE, facts, figures, facets, curves());
  }

  private static List<Lines> curves() {
    List<Lines.Line> deletion =
        IntStream.range(0, 9).mapToObj(m -> Lines.Line.even("method " + m, ys(m))).toList();
    return List.of(
        new Lines("Deletion.", "share of pixels", "probability", deletion),
        new Lines("Insertion.", "share of pixels", "probability", deletion.subList(0, 2)));
  }

  private static List<Double> ys(int method) {
    return IntStream.rangeClosed(0, 20).mapToObj(i -> Math.exp(-i * (method + 1) / 30.0)).toList();
  }

  private static Pixels photo() {
    return HeatPicture.draw(ramp(96), Colormap.GRAY);
  }

  private static Pixels overlay() {
    return Overlay.draw(photo(), ramp(7), 0.6);
  }

  /** Hot towards the lower right. */
  private static Tensor ramp(int size) {
    Tensor ramp = Tensor.zeros(size, size);
    for (int i = 0; i < size * size; i++) {
      ramp.values()[i] = (i / size) * (i % size);
    }
    return ramp;
  }
}
