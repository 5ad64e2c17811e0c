package io.github.heatmill.job.shortcuts.verdict;

import io.github.heatmill.job.shortcuts.verdict.Cluster.Means;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Writes the table {@code clusters}, with one row for each cluster in the order of the ranks. */
public final class ClusterTable {
  private static final StructType SCHEMA =
      new StructType()
          .add("rank", DataTypes.IntegerType)
          .add("flagged", DataTypes.BooleanType)
          .add("class", DataTypes.StringType)
          .add("cluster", DataTypes.IntegerType)
          .add("size", DataTypes.LongType)
          .add("share", DataTypes.DoubleType)
          .add("score", DataTypes.DoubleType)
          .add("outside", DataTypes.DoubleType)
          .add("outside_chance", DataTypes.DoubleType)
          .add("border_mass", DataTypes.DoubleType)
          .add("purity", DataTypes.DoubleType)
          .add("separation", DataTypes.DoubleType)
          .add("cohesion", DataTypes.DoubleType)
          .add("accuracy", DataTypes.DoubleType)
          .add("confidence", DataTypes.DoubleType)
          .add("x", DataTypes.DoubleType)
          .add("y", DataTypes.DoubleType)
          .add("area", DataTypes.DoubleType)
          .add("asked", DataTypes.IntegerType)
          .add("clean", DataTypes.DoubleType)
          .add("masked", DataTypes.DoubleType)
          .add("control", DataTypes.DoubleType)
          .add("lost", DataTypes.DoubleType)
          .add("lost_low", DataTypes.DoubleType);

  private ClusterTable() {}

  public static void write(SparkSession spark, List<RankedCluster> ranked, String path) {
    spark
        .createDataFrame(ranked.stream().map(ClusterTable::row).toList(), SCHEMA)
        .coalesce(1)
        .write()
        .parquet(path);
  }

  private static Row row(RankedCluster ranked) {
    Cluster cluster = ranked.cluster();
    return RowFactory.create(
        Stream.<Stream<?>>of(
                Stream.of(ranked.rank(), ranked.isFlagged(), cluster.name()),
                Stream.of(cluster.key().number(), cluster.size(), cluster.share()),
                Stream.of(Cluster.rounded(ranked.score())),
                scores(cluster.means(), cluster.place().purity()),
                Stream.of(cluster.place().x(), cluster.place().y(), cluster.place().area())
                    .map(ClusterTable::known),
                masking(ranked.effect()))
            .flatMap(values -> values)
            .toArray());
  }

  private static Stream<Double> scores(Means means, double purity) {
    return Stream.of(
            means.outside(),
            means.outsideChance(),
            means.borderMass(),
            purity,
            means.separation(),
            means.cohesion(),
            means.agreement(),
            means.confidence())
        .map(ClusterTable::known);
  }

  private static Stream<?> masking(Optional<MaskingEffect> effect) {
    Stream<ToDoubleFunction<MaskingEffect>> values =
        Stream.of(
            MaskingEffect::clean,
            MaskingEffect::masked,
            MaskingEffect::control,
            MaskingEffect::lost,
            MaskingEffect::low);
    return Stream.concat(
        Stream.of(effect.map(MaskingEffect::images).orElse(null)),
        values.map(
            value ->
                effect
                    .map(each -> known(Cluster.rounded(value.applyAsDouble(each))))
                    .orElse(null)));
  }

  private static Double known(double value) {
    return Double.isNaN(value) ? null : Double.valueOf(value);
  }
}
