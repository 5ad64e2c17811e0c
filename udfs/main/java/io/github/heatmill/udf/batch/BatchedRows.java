package io.github.heatmill.udf.batch;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;

/** Hands over, one by one, rows that are made a batch at a time: no more than one batch is held. */
public final class BatchedRows implements Iterator<Row> {
  private final BooleanSupplier more;
  private final Supplier<List<Row>> batch;
  private final Queue<Row> ready = new ArrayDeque<>();

  /**
   * Makes no row before it is asked for.
   *
   * @param more whether there is another batch
   * @param batch the rows of the next one; may be none
   */
  public BatchedRows(BooleanSupplier more, Supplier<List<Row>> batch) {
    this.more = more;
    this.batch = batch;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && more.getAsBoolean()) {
      ready.addAll(batch.get());
    }
    return !ready.isEmpty();
  }

  @Override
  public Row next() {
    hasNext();
    return ready.remove();
  }
}
