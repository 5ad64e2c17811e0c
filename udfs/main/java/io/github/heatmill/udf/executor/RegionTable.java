package io.github.heatmill.udf.executor;

import io.github.heatmill.udf.table.Tables;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What is asked, and known, of images with a region masked. */
public final class RegionTable {
  /** Which region to mask in which image, for the probability of which class. */
  public static final StructType ASKED =
      new StructType()
          .add("image", DataTypes.StringType)
          .add("fingerprint", DataTypes.LongType)
          .add("target", DataTypes.IntegerType)
          .add("region", DataTypes.IntegerType);

  /**
   * What {@link RegionPartition} gives: the probability of the class as it is, with the region
   * masked, and the mean of that over its controls; or an error.
   */
  public static final StructType OUTCOME =
      new StructType()
          .add("image", DataTypes.StringType)
          .add("region", DataTypes.IntegerType)
          .add("clean", DataTypes.DoubleType)
          .add("masked", DataTypes.DoubleType)
          .add("control", DataTypes.DoubleType)
          .add("error", Tables.ERROR);

  private RegionTable() {}
}
