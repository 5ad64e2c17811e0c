package io.github.heatmill.udf.sql;

import io.github.heatmill.udf.maps.RowExplainer;
import io.github.heatmill.udf.maps.RowExplainer.Carried;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.ExecutorRequest;
import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.util.SerializableConfiguration;

/** Adds answers to the rows of one partition. */
final class ExplainRows implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {
  private static final long serialVersionUID = 1L;

  private final ExecutorRequest explanation;
  private final SerializableConfiguration hadoop;
  private final RunCounters counters;
  private final Columns columns;

  ExplainRows(
      ExecutorRequest explanation,
      SerializableConfiguration hadoop,
      RunCounters counters,
      Columns columns) {
    this.explanation = explanation;
    this.hadoop = hadoop;
    this.counters = counters;
    this.columns = columns;
  }

  /**
   * Where things stand in a row.
   *
   * @param image the position of the encoded image
   * @param methods how many answers are added
   * @param types of all columns, with those that are added
   */
  record Columns(int image, int methods, DataType[] types) implements Serializable {}

  @Override
  public Iterator<InternalRow> call(Iterator<InternalRow> rows) {
    Iterator<Carried<InternalRow>> explained =
        new RowExplainer(explanation, hadoop.value(), counters)
            .explained(copied(rows), this::image);
    UnsafeProjection projection = UnsafeProjection$.MODULE$.create(columns.types());
    JoinedRow joined = new JoinedRow();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return explained.hasNext();
      }

      @Override
      public InternalRow next() {
        Carried<InternalRow> next = explained.next();
        return projection.apply(joined.apply(next.item(), answers(next)));
      }
    };
  }

  private byte[] image(InternalRow row) {
    return row.isNullAt(columns.image()) ? null : row.getBinary(columns.image());
  }

  private InternalRow answers(Carried<InternalRow> explained) {
    Object[] answers = new Object[columns.methods()];
    for (int i = 0; i < answers.length && !explained.item().isNullAt(columns.image()); i++) {
      answers[i] = Answer.of(explained.outcome(), i).internalRow();
    }
    return new GenericInternalRow(answers);
  }

  /** Spark uses one row object for all rows, and several wait for their batch. */
  private static Iterator<InternalRow> copied(Iterator<InternalRow> rows) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public InternalRow next() {
        return rows.next().copy();
      }
    };
  }
}
