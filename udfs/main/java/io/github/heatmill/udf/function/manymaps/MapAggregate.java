package io.github.heatmill.udf.function.manymaps;

import io.github.heatmill.saliency.MapSums;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.function.InputTypes;
import io.github.heatmill.udf.function.ResultType;
import io.github.heatmill.udf.function.ScalaLists;
import io.github.heatmill.udf.function.argument.HeatmapArgument;
import io.github.heatmill.udf.function.argument.HeatmapArgument.Kind;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.TypeCheckResult;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ImplicitCastInputTypes;
import org.apache.spark.sql.catalyst.expressions.aggregate.ImperativeAggregate;
import org.apache.spark.sql.catalyst.expressions.aggregate.TypedImperativeAggregate;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;

/**
 * {@code heatmap_mean(h)} and {@code heatmap_variance(h)}: the mean and the variance of the maps of
 * a group, at each place. The buffer has the size of one map. The result depends neither on the
 * order of rows nor on their partitions.
 */
public final class MapAggregate extends TypedImperativeAggregate<MapSums>
    implements ImplicitCastInputTypes, Serializable {
  private static final long serialVersionUID = 1L;
  private static final HeatmapArgument ARGUMENT = new HeatmapArgument("h", Kind.FINITE);

  private final MapStatistic statistic;
  private final List<Expression> arguments;
  private final Offsets offsets;

  /** A call with these arguments, of which there must be one. */
  public MapAggregate(MapStatistic statistic, List<Expression> arguments) {
    this(statistic, arguments, new Offsets(0, 0));
  }

  private MapAggregate(MapStatistic statistic, List<Expression> arguments, Offsets offsets) {
    this.statistic = statistic;
    this.arguments = List.copyOf(arguments);
    this.offsets = offsets;
  }

  /** The offsets of the buffer among those of the query's other aggregates. */
  private record Offsets(int mutable, int input) implements Serializable {}

  @Override
  public String prettyName() {
    return statistic.info().name();
  }

  @Override
  public DataType dataType() {
    return ResultType.HEATMAP.type();
  }

  @Override
  public boolean nullable() {
    return true;
  }

  @Override
  public scala.collection.immutable.Seq<AbstractDataType> inputTypes() {
    return InputTypes.of(
        arguments.stream().limit(1).map(h -> ARGUMENT.type(h.dataType())).toList(),
        arguments.size());
  }

  @Override
  public TypeCheckResult checkInputDataTypes() {
    if (arguments.size() != 1) {
      return failure(statistic.info().takesNot(arguments.size()));
    }
    return ARGUMENT
        .problem(arguments.get(0).dataType())
        .map(this::failure)
        .orElseGet(ImplicitCastInputTypes.super::checkInputDataTypes);
  }

  private TypeCheckResult failure(String problem) {
    return new TypeCheckResult.TypeCheckFailure(prettyName() + ": " + problem);
  }

  @Override
  public MapSums createAggregationBuffer() {
    return new MapSums(statistic.purpose());
  }

  /**
   * Adds a map. Maps that are null or contain NaN or infinity are ignored, as in the aggregates of
   * SQL.
   */
  @Override
  public MapSums update(MapSums sums, InternalRow row) {
    Object value = arguments.get(0).eval(row);
    try {
      Object map = value == null ? null : ARGUMENT.read(value, dataType());
      if (map != null) {
        sums.add((Tensor) map);
      }
      return sums;
    } catch (IllegalArgumentException e) {
      throw named(e);
    }
  }

  @Override
  public MapSums merge(MapSums sums, MapSums others) {
    try {
      sums.merge(others);
      return sums;
    } catch (IllegalArgumentException e) {
      throw named(e);
    }
  }

  private IllegalArgumentException named(IllegalArgumentException e) {
    return new IllegalArgumentException(prettyName() + ": " + e.getMessage(), e);
  }

  @Override
  public Object eval(MapSums sums) {
    Optional<Tensor> map = statistic.of(sums);
    return map.isPresent() ? ResultType.heatmap(map.get()) : null;
  }

  @Override
  public byte[] serialize(MapSums sums) {
    return sums.toBytes();
  }

  @Override
  public MapSums deserialize(byte[] bytes) {
    return MapSums.of(bytes);
  }

  @Override
  public int mutableAggBufferOffset() {
    return offsets.mutable();
  }

  @Override
  public int inputAggBufferOffset() {
    return offsets.input();
  }

  @Override
  public ImperativeAggregate withNewMutableAggBufferOffset(int offset) {
    return new MapAggregate(statistic, arguments, new Offsets(offset, offsets.input()));
  }

  @Override
  public ImperativeAggregate withNewInputAggBufferOffset(int offset) {
    return new MapAggregate(statistic, arguments, new Offsets(offsets.mutable(), offset));
  }

  @Override
  public scala.collection.immutable.Seq<Expression> children() {
    return ScalaLists.of(arguments);
  }

  /** Spark calls this in Scala 2.13. */
  public Expression withNewChildrenInternal(
      scala.collection.immutable.IndexedSeq<Expression> children) {
    return new MapAggregate(statistic, ScalaLists.java(children), offsets);
  }

  /** Spark calls this in Scala 2.12. */
  public Expression withNewChildrenInternal(scala.collection.IndexedSeq<Expression> children) {
    return new MapAggregate(statistic, ScalaLists.java(children), offsets);
  }

  @Override
  public int productArity() {
    return 3;
  }

  @Override
  public Object productElement(int index) {
    return List.of(statistic, children(), offsets).get(index);
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof MapAggregate;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MapAggregate that
        && statistic == that.statistic
        && arguments.equals(that.arguments)
        && offsets.equals(that.offsets);
  }

  @Override
  public int hashCode() {
    return List.of(statistic, arguments, offsets).hashCode();
  }
}
