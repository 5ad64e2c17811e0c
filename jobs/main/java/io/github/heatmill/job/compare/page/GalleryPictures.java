package io.github.heatmill.job.compare.page;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.github.heatmill.image.Overlay;
import io.github.heatmill.job.compare.pair.ComparedRuns;
import io.github.heatmill.job.compare.pair.PairedMaps;
import io.github.heatmill.job.picture.Overlays;
import io.github.heatmill.job.picture.Overlays.Drawn;
import io.github.heatmill.report.block.Figures;
import io.github.heatmill.report.block.Picture;
import io.github.heatmill.udf.revisit.DrawnImages.DrawingRequest;
import io.github.heatmill.udf.revisit.ImageRef;
import io.github.heatmill.udf.table.StoredMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/**
 * Draws a few pairs of maps: the image as the baseline's network saw it, and each map over the
 * image as its network saw it. If an image cannot be read again, the maps are drawn alone.
 */
public record GalleryPictures(ComparedRuns runs, Overlays overlays) {
  /** The longer side of a map that is drawn alone, in pixels. */
  private static final int SIDE = 168;

  private static final String JPEG = "image/jpeg";
  private static final String PNG = "image/png";
  private static final String BASELINE = "Baseline";
  private static final String CANDIDATE = "Candidate";

  private static final String MAP =
      "heatmap_png(heatmap_resize(%1$s.heatmap, "
          + side("height")
          + ", "
          + side("width")
          + "), '"
          + Overlay.COLORS.id()
          + "') AS %1$s_png";

  private static String side(String of) {
    return "CAST(greatest(1, round(%d * %%1$s.heatmap.%s / greatest(%%1$s.heatmap.height, %%1$s.heatmap.width))) AS INT)"
        .formatted(SIDE, of);
  }

  /**
   * Draws pairs of maps.
   *
   * @param paired maps that include the requested ones
   * @param keys the image, layer, method and explained class of each requested pair
   * @return the figures by key
   */
  Map<List<String>, List<Figures.Figure>> of(PairedMaps paired, List<List<String>> keys)
      throws IOException {
    List<Row> rows =
        paired
            .rows()
            .select(col("b"), col("c"), expr(MAP.formatted("b")), expr(MAP.formatted("c")))
            .collectAsList()
            .stream()
            .filter(row -> keys.contains(key(row)))
            .toList();
    Map<Integer, Drawn> baseline = overlays.of(runs.baseline(), requests(rows, "b"));
    Map<Integer, Drawn> candidate = overlays.of(runs.candidate(), requests(rows, "c"));
    Map<List<String>, List<Figures.Figure>> figures = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      List<Figures.Figure> three = new ArrayList<>();
      Drawn first = baseline.get(i);
      if (first != null && !first.isMissing()) {
        three.add(
            new Figures.Figure(new Picture(first.seen(), JPEG, "What the network saw"), "Image"));
      }
      three.add(figure(BASELINE, first, rows.get(i).getAs("b_png")));
      three.add(figure(CANDIDATE, candidate.get(i), rows.get(i).getAs("c_png")));
      figures.put(key(rows.get(i)), three);
    }
    return figures;
  }

  /** Leaves out maps that contain NaN, which cannot be drawn. */
  private static List<DrawingRequest> requests(List<Row> rows, String side) {
    return IntStream.range(0, rows.size())
        .filter(i -> rows.get(i).getAs(side + "_png") != null)
        .mapToObj(i -> request(i, rows.get(i).<Row>getAs(side)))
        .toList();
  }

  private static DrawingRequest request(int number, Row map) {
    return new DrawingRequest(
        number,
        new ImageRef(map.getAs("image"), map.getAs("fingerprint")),
        List.of(StoredMap.tensor(map.<Row>getAs("heatmap"))));
  }

  private static Figures.Figure figure(String run, Drawn drawn, byte[] alone) {
    if (alone == null) {
      return new Figures.Figure(
          Picture.missing("No picture: the map has values that are no numbers."), run);
    }
    return drawn == null || drawn.isMissing()
        ? new Figures.Figure(new Picture(alone, PNG, "The map"), run + ", map alone")
        : new Figures.Figure(
            new Picture(drawn.overlays().get(0), JPEG, "The map over the image"), run);
  }

  private static List<String> key(Row row) {
    return key(row.<Row>getAs("b"), "target_name");
  }

  /**
   * The key of a map of the baseline.
   *
   * @param target the column of the explained class
   */
  static List<String> key(Row map, String target) {
    return List.of(
        map.getAs("image"),
        map.getAs("layer"),
        map.getAs("method"),
        String.valueOf(map.<Object>getAs(target)));
  }
}
