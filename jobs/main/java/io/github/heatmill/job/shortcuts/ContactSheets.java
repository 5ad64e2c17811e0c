package io.github.heatmill.job.shortcuts;

import static org.apache.spark.sql.functions.broadcast;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.job.shortcuts.Cluster.Key;
import io.github.heatmill.model.ModelCard;
import io.github.heatmill.report.Picture;
import io.github.heatmill.udf.executor.Explanation;
import io.github.heatmill.udf.executor.OverlayPartition;
import io.github.heatmill.udf.executor.SharedModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/** The images of clusters, those nearest to the centre first, with their maps drawn over some. */
final class ContactSheets {
  /** Pictures of a cluster. */
  static final int PICTURES = 24;

  /** Images of a cluster that are named. */
  static final int NAMES = 200;

  /** What a picture on a sheet is wide at least, in pixels. */
  private static final int NARROWEST = 96;

  private static final StructType CHOSEN =
      new StructType().add("target", DataTypes.IntegerType).add("cluster", DataTypes.IntegerType);

  private final SparkSession spark;
  private final ShortcutsPlan plan;
  private final MovedImages moved;

  ContactSheets(SparkSession spark, ShortcutsPlan plan, MovedImages moved) {
    this.spark = spark;
    this.plan = plan;
    this.moved = moved;
  }

  /**
   * A member of a cluster.
   *
   * @param picture its image with the map; empty beyond the first {@link #PICTURES}
   */
  record Member(
      String image, String label, String predicted, double distance, Optional<Picture> picture) {
    /** The last part of its path. */
    String name() {
      return image.substring(image.lastIndexOf('/') + 1);
    }
  }

  /** At most {@link #NAMES} members of each of some clusters. */
  Map<Key, List<Member>> of(Dataset<Row> members, List<Cluster> clusters) {
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
        .join(broadcast(spark.createDataFrame(keys, CHOSEN)), new String[] {"target", "cluster"})
        .selectExpr(
            "*",
            "row_number() OVER (PARTITION BY target, cluster ORDER BY distance, image) AS place")
        .where("place <= " + NAMES)
        .selectExpr(
            "target",
            "cluster",
            "place",
            "image",
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

  /** The drawings of the rows that have a map, by place in the list. */
  private Map<Integer, Picture> pictures(List<Row> rows) {
    Dataset<Row> asked =
        spark.createDataFrame(
            IntStream.range(0, rows.size())
                .filter(i -> !rows.get(i).isNullAt(rows.get(i).fieldIndex("heatmap")))
                .mapToObj(
                    i ->
                        RowFactory.create(
                            i, rows.get(i).getAs("image"), rows.get(i).getAs("heatmap")))
                .toList(),
            new StructType()
                .add("id", DataTypes.IntegerType)
                .add("image", DataTypes.StringType)
                .add("heatmap", io.github.heatmill.udf.table.Tables.HEATMAP));
    Map<Integer, Picture> pictures = new HashMap<>();
    moved
        .found(asked)
        .mapPartitions(drawing(), Encoders.row(OverlayPartition.SCHEMA))
        .collectAsList()
        .forEach(row -> pictures.put(row.getInt(0), picture(row)));
    return pictures;
  }

  private OverlayPartition drawing() {
    SharedModel unopened =
        new SharedModel(
            plan.run().modelName(),
            "",
            List.of(),
            new ModelCard(small(plan.run().card().preprocessing()), List.of()));
    return new OverlayPartition(
        new Explanation(unopened, plan.work()),
        new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()));
  }

  /** The network's view, at half the size or less. */
  private static Preprocessing small(Preprocessing input) {
    int part = Math.max(1, Math.min(input.width(), input.height()) / NARROWEST);
    return new Preprocessing(
        input.width() / part,
        input.height() / part,
        input.resize() / part,
        input.centerCrop(),
        input.mean(),
        input.std());
  }

  private static Picture picture(Row row) {
    byte[] file = row.getAs("file");
    return file == null
        ? Picture.missing(row.getAs("problem"))
        : new Picture(file, "image/jpeg", "An image of the cluster with its map");
  }
}
