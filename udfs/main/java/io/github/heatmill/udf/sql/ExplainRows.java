package io.github.heatmill.udf.sql;

import io.github.heatmill.udf.maps.RowExplainer;
import java.io.Serializable;
import java.util.Iterator;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection$;
import org.apache.spark.sql.types.DataType;

/** Adds the columns of {@code explain} to the rows of one partition. */
final class ExplainRows implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {
  private static final long serialVersionUID = 1L;

  private final RowExplainer explainer;
  private final Columns columns;

  ExplainRows(RowExplainer explainer, Columns columns) {
    this.explainer = explainer;
    this.columns = columns;
  }

  /**
   * The layout of a row.
   *
   * @param image the position of the encoded image
   * @param methods the number of answers that are added
   * @param types the types of all columns, including the answers
   */
  record Columns(int image, int methods, DataType[] types) implements Serializable {}

  @Override
  public Iterator<InternalRow> call(Iterator<InternalRow> rows) {
    UnsafeProjection projection = UnsafeProjection$.MODULE$.create(columns.types());
    JoinedRow joined = new JoinedRow();
    return explainer.explained(
        copied(rows),
        this::image,
        (row, outcome) -> projection.apply(joined.apply(row, answers(row, outcome))));
  }

  private Optional<byte[]> image(InternalRow row) {
    return row.isNullAt(columns.image())
        ? Optional.empty()
        : Optional.of(row.getBinary(columns.image()));
  }

  private InternalRow answers(InternalRow row, Row outcome) {
    Object[] answers = new Object[columns.methods()];
    for (int i = 0; i < answers.length && !row.isNullAt(columns.image()); i++) {
      answers[i] = Answer.internalRow(Answer.of(outcome, i));
    }
    return new GenericInternalRow(answers);
  }

  /** Copies rows: Spark reuses one row object for all rows, and several wait for their batch. */
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
