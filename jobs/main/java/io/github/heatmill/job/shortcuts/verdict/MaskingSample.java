package io.github.heatmill.job.shortcuts.verdict;

import static org.apache.spark.sql.functions.broadcast;

import io.github.heatmill.udf.revisit.ImageRef;
import io.github.heatmill.udf.revisit.MaskingRequest;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A sample of the images of some clusters, which are masked.
 *
 * @param members the images of all clusters
 * @param clusters the clusters whose places are masked
 * @param size the number of images of each cluster
 */
public record MaskingSample(Dataset<Row> members, List<Cluster> clusters, int size) {
  private static final StructType REGIONS =
      new StructType()
          .add("target", DataTypes.IntegerType)
          .add("cluster", DataTypes.IntegerType)
          .add("region", DataTypes.IntegerType);

  /** Requests the images of each cluster with the lowest hashes, ordered by name. */
  List<MaskingRequest> requests(SparkSession spark) {
    List<Row> regions =
        IntStream.range(0, clusters.size())
            .mapToObj(
                i ->
                    RowFactory.create(
                        clusters.get(i).key().target(), clusters.get(i).key().number(), i))
            .toList();
    List<Row> chosen =
        members
            .join(
                broadcast(spark.createDataFrame(regions, REGIONS)),
                new String[] {"target", "cluster"})
            .selectExpr(
                "image",
                "fingerprint",
                "target",
                "region",
                "row_number() OVER (PARTITION BY region ORDER BY xxhash64(image), image) AS place")
            .where("place <= " + size)
            .orderBy("image", "region")
            .collectAsList();
    return IntStream.range(0, chosen.size()).mapToObj(i -> request(i, chosen.get(i))).toList();
  }

  private static MaskingRequest request(int number, Row row) {
    return new MaskingRequest(
        number,
        new ImageRef(row.getAs("image"), row.getAs("fingerprint")),
        row.<Integer>getAs("target"),
        row.<Integer>getAs("region"));
  }
}
