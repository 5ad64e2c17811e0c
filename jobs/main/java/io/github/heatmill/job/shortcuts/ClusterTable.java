package io.github.heatmill.job.shortcuts;

import io.github.heatmill.job.shortcuts.Cluster.Scores;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The table {@code clusters}: one row for each, in the order of their ranks. */
final class ClusterTable {
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

  static void write(SparkSession spark, List<Ranked> ranked, String path) {
    spark
        .createDataFrame(ranked.stream().map(ClusterTable::row).toList(), SCHEMA)
        .coalesce(1)
        .write()
        .parquet(path);
  }

  private static Row row(Ranked ranked) {
    Cluster cluster = ranked.cluster();
    Scores scores = cluster.scores();
    return RowFactory.create(
        ranked.rank(),
        ranked.isFlagged(),
        cluster.name(),
        cluster.key().number(),
        cluster.size(),
        cluster.share(),
        FoundClusters.rounded(ranked.score()),
        known(scores.outside()),
        known(scores.outsideChance()),
        known(scores.borderMass()),
        known(cluster.place().purity()),
        known(scores.separation()),
        known(scores.cohesion()),
        known(scores.agreement()),
        known(scores.confidence()),
        known(cluster.place().x()),
        known(cluster.place().y()),
        known(cluster.place().area()),
        ranked.effect().map(MaskingEffect::images).orElse(null),
        masking(ranked, MaskingEffect::clean),
        masking(ranked, MaskingEffect::masked),
        masking(ranked, MaskingEffect::control),
        masking(ranked, MaskingEffect::lost),
        masking(ranked, MaskingEffect::low));
  }

  private static Double masking(Ranked ranked, ToDoubleFunction<MaskingEffect> value) {
    Optional<Double> known = ranked.effect().map(value::applyAsDouble);
    return known.map(FoundClusters::rounded).map(ClusterTable::known).orElse(null);
  }

  private static Double known(double value) {
    return Double.isNaN(value) ? null : Double.valueOf(value);
  }
}
