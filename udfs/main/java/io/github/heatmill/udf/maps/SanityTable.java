package io.github.heatmill.udf.maps;

import io.github.heatmill.udf.table.Tables;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The schemas of the comparison of maps before and after a network was randomised. */
public final class SanityTable {
  /**
   * Two maps of one image. {@code identical} says whether they agree bit for bit; a number that is
   * undefined is null.
   */
  public static final StructType COMPARISON =
      new StructType()
          .add("target", DataTypes.IntegerType)
          .add("layer", DataTypes.StringType)
          .add("method", DataTypes.StringType)
          .add("original_status", DataTypes.StringType)
          .add("status", DataTypes.StringType)
          .add("identical", DataTypes.BooleanType)
          .add("rank_correlation", DataTypes.DoubleType)
          .add("absolute_rank_correlation", DataTypes.DoubleType)
          .add("ssim", DataTypes.DoubleType);

  /**
   * The rows of {@link SanityPartition}: one row per image, with either all comparisons or an
   * error.
   */
  public static final StructType OUTCOME =
      new StructType()
          .add("image", DataTypes.StringType)
          .add("comparisons", DataTypes.createArrayType(COMPARISON))
          .add("error", Tables.ERROR);

  private SanityTable() {}
}
