package io.github.heatmill.udf.batch;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.sql.Row;

/**
 * Returns rows one by one that are computed a batch at a time. It holds at most one batch, and
 * computes no row before it is requested.
 */
public abstract class BatchedRows implements Iterator<Row> {
  private final Queue<Row> ready = new ArrayDeque<>();

  /** Whether there is another batch. */
  protected abstract boolean hasMore();

  /** Computes the rows of the next batch; may return none. */
  protected abstract List<Row> nextRows();

  @Override
  public final boolean hasNext() {
    while (ready.isEmpty() && hasMore()) {
      ready.addAll(nextRows());
    }
    return !ready.isEmpty();
  }

  @Override
  public final Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }
}
