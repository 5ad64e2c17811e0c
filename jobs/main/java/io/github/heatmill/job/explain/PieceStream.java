package io.github.heatmill.job.explain;

import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.problem.PieceFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;

/**
 * Passes new rows of a stream to a function, piece by piece. Spark's checkpoint records the pieces
 * that are done; a piece that was cut off comes again, with the same number and the same rows.
 */
final class PieceStream {
  private final RunOutput output;

  PieceStream(RunOutput output) {
    this.output = output;
  }

  /** Processes a piece, and processes it again if it was cut off. */
  @FunctionalInterface
  interface PieceFunction {
    void apply(Dataset<Row> rows, long piece) throws IOException;
  }

  /** Waits for a query. */
  @FunctionalInterface
  private interface Wait {
    void end() throws StreamingQueryException, TimeoutException;
  }

  /** Runs until all rows are processed that were there at the start. */
  void run(Dataset<Row> stream, PieceFunction function) {
    DataStreamWriter<Row> writer = writer(stream, function).trigger(Trigger.AvailableNow());
    await(() -> writer.start().awaitTermination());
  }

  /**
   * Runs until there is no new row. This is for readers that cannot tell which rows are there at
   * the start; Spark would end them after their first piece.
   */
  void runUntilIdle(Dataset<Row> stream, PieceFunction function) {
    await(
        () -> {
          StreamingQuery query = writer(stream, function).start();
          try {
            query.processAllAvailable();
          } finally {
            query.stop();
          }
        });
  }

  private DataStreamWriter<Row> writer(Dataset<Row> stream, PieceFunction function) {
    VoidFunction2<Dataset<Row>, Long> piece = (rows, number) -> function.apply(rows, number);
    return stream
        .writeStream()
        .queryName("heatmill")
        .option("checkpointLocation", output.path(RunOutput.CHECKPOINT))
        .foreachBatch(piece);
  }

  private static void await(Wait wait) {
    try {
      wait.end();
    } catch (StreamingQueryException e) {
      throw PieceFailedException.of(e.getCause()); // Without the message that streaming adds.
    } catch (TimeoutException e) {
      throw new UncheckedIOException(new IOException("Piece did not start", e));
    }
  }
}
