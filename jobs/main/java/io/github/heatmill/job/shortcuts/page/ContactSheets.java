package io.github.heatmill.job.shortcuts.page;

import static org.apache.spark.sql.functions.broadcast;

import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.job.picture.Overlays;
import io.github.heatmill.job.picture.Overlays.Drawn;
import io.github.heatmill.job.shortcuts.verdict.Cluster;
import io.github.heatmill.job.shortcuts.verdict.Cluster.Key;
import io.github.heatmill.report.block.Picture;
import io.github.heatmill.udf.revisit.DrawnImages.DrawingRequest;
import io.github.heatmill.udf.revisit.ImageRef;
import io.github.heatmill.udf.table.StoredMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Reads the images of clusters, the nearest to the centre first, and draws the maps of some. */
public final class ContactSheets {
  /** The number of pictures of a cluster. */
  static final int PICTURES = 24;

  /** The number of images of a cluster that the page names. */
  static final int NAMES = 200;

  private static final StructType CHOSEN =
      new StructType().add("target", DataTypes.IntegerType).add("cluster", DataTypes.IntegerType);

  private final Overlays overlays;
  private final FinishedRun run;

  public ContactSheets(Overlays overlays, FinishedRun run) {
    this.overlays = overlays;
    this.run = run;
  }

  /**
   * An image of a cluster.
   *
   * @param label the label; empty if it is not known
   * @param distance the distance to the centre
   * @param picture the image with its map; empty after the first {@link #PICTURES}
   */
  public record Member(
      String image, String label, String predicted, double distance, Optional<Picture> picture) {
    /** The last part of the path. */
    String name() {
      return image.substring(image.lastIndexOf('/') + 1);
    }
  }

  /** Reads at most {@link #NAMES} members of each cluster. */
  public Map<Key, List<Member>> of(Dataset<Row> members, List<Cluster> clusters)
      throws IOException {
    List<Row> rows = nearest(members, clusters);
    Map<Integer, Picture> pictures = pictures(rows);
    Map<Key, List<Member>> sheets = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      sheets
          .computeIfAbsent(
              new Key(row.<Integer>getAs("target"), row.<Integer>getAs("cluster")),
              key -> new ArrayList<>())
          .add(member(row, Optional.ofNullable(pictures.get(i))));
    }
    return sheets;
  }

  private List<Row> nearest(Dataset<Row> members, List<Cluster> clusters) {
    List<Row> keys =
        clusters.stream().map(c -> RowFactory.create(c.key().target(), c.key().number())).toList();
    return members
        .join(
            broadcast(overlays.spark().createDataFrame(keys, CHOSEN)),
            new String[] {"target", "cluster"})
        .selectExpr(
            "*",
            "row_number() OVER (PARTITION BY target, cluster ORDER BY distance, image) AS place")
        .where("place <= " + NAMES)
        .selectExpr(
            "target",
            "cluster",
            "place",
            "image",
            "fingerprint",
            "label_name",
            "predicted_name",
            "distance",
            "IF(place <= " + PICTURES + ", heatmap, NULL) AS heatmap")
        .orderBy("target", "cluster", "place")
        .collectAsList();
  }

  private static Member member(Row row, Optional<Picture> picture) {
    String label = row.getAs("label_name");
    return new Member(
        row.getAs("image"),
        label == null ? "" : label,
        row.getAs("predicted_name"),
        row.getAs("distance"),
        picture);
  }

  /** Draws the rows that have a map. Keys are the indices of the rows. */
  private Map<Integer, Picture> pictures(List<Row> rows) throws IOException {
    List<DrawingRequest> requests =
        IntStream.range(0, rows.size())
            .filter(i -> rows.get(i).getAs("heatmap") != null)
            .mapToObj(i -> request(i, rows.get(i)))
            .toList();
    Map<Integer, Picture> pictures = new HashMap<>();
    overlays.of(run, requests).forEach((number, drawn) -> pictures.put(number, picture(drawn)));
    return pictures;
  }

  private static DrawingRequest request(int number, Row row) {
    return new DrawingRequest(
        number,
        new ImageRef(row.getAs("image"), row.getAs("fingerprint")),
        List.of(StoredMap.tensor(row.<Row>getAs("heatmap"))));
  }

  private static Picture picture(Drawn drawn) {
    return drawn.isMissing()
        ? Picture.missing(drawn.problem())
        : new Picture(
            drawn.overlays().get(0), "image/jpeg", "An image of the cluster with its map");
  }
}
