package io.github.heatmill.job.explain;

import io.github.heatmill.job.input.ImageFiles;
import io.github.heatmill.job.input.ImageRows;
import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.input.ListedFile;
import io.github.heatmill.job.input.PieceSize;
import io.github.heatmill.job.input.TakenInputs;
import io.github.heatmill.job.option.PieceOptions;
import io.github.heatmill.job.output.RetriedErrors;
import io.github.heatmill.job.output.RunOutput;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Brings images that a run has not done yet to what explains them, piece by piece. */
final class NewImages {
  /**
   * Batches a core of a first piece whose images take little: then two pieces follow, not three.
   */
  private static final int QUICK_BATCHES = 4;

  private final SparkSession spark;
  private final ExplainPlan plan;
  private final PieceOptions options;
  private final TakenInputs taken;
  private final PieceStream stream;

  NewImages(SparkSession spark, ExplainPlan plan, PieceOptions options) {
    this.spark = spark;
    this.plan = plan;
    this.options = options;
    this.taken = inputs(spark, plan.output());
    this.stream = new PieceStream(plan.output());
  }

  /** The files that a run has taken on. */
  static TakenInputs inputs(SparkSession spark, RunOutput output) {
    return new TakenInputs(spark, output.path(RunOutput.INPUTS));
  }

  /** How many images are to be done; empty where only reading them tells. */
  OptionalLong expected(ImageSource source, long done) {
    if (source instanceof ImageFiles files) {
      return files.found().hasShards()
          ? OptionalLong.empty()
          : OptionalLong.of(Math.max(0, files.found().files().size() - done));
    }
    return OptionalLong.of(Math.max(0, source.images(spark, batch()).count() - done));
  }

  /** Whether there may be something to do; of a table, reading it tells. */
  boolean mayBeIn(ImageSource source) throws IOException {
    boolean cutOff = has(RunOutput.INPUTS) && !has(RunOutput.MANIFEST);
    return cutOff || !(source instanceof ImageFiles files) || !left(files).isEmpty();
  }

  private List<ListedFile> left(ImageFiles files) throws IOException {
    return has(RunOutput.INPUTS) ? taken.left(files.found()) : files.found().files();
  }

  /** Explains what a run that was cut off has left, and what is new. */
  void explain(ImageSource source, PieceExplainer explainer) throws IOException {
    if (source instanceof ImageFiles files) {
      explain(files, explainer);
    } else if (source instanceof ImageRows rows) {
      new NewRows(spark, plan, rows).explain(explainer);
    }
  }

  private void explain(ImageFiles files, PieceExplainer explainer) throws IOException {
    if (has(RunOutput.INPUTS)) {
      runStream(explainer);
    }
    List<ListedFile> left = left(files);
    int smallest = smallest(files);
    PieceSize size = options.first(smallest * (isQuick(files) ? QUICK_BATCHES : 1), smallest);
    while (!left.isEmpty()) {
      List<List<ListedFile>> pieces = size.next(left);
      taken.take(pieces);
      runStream(explainer);
      left = left.subList(pieces.stream().mapToInt(List::size).sum(), left.size());
      size = size.after(explainer.seconds());
    }
  }

  /** Whether several batches, too, have their rows soon. */
  private boolean isQuick(ImageFiles files) {
    return plan.work().asksNetworkOnce() && !files.found().hasShards();
  }

  /** A shard is a task, and so is a batch. */
  private int smallest(ImageFiles files) {
    int cores = spark.sparkContext().defaultParallelism();
    return files.found().hasShards() ? cores : cores * batch();
  }

  private void runStream(PieceExplainer explainer) {
    stream.run(
        taken.stream(),
        (piece, number) ->
            explainer.explain(taken.images(TakenInputs.listed(piece), batch()), number));
  }

  /** Explains images that failed, and what repaired shards now hold besides. */
  void explainAgain(RetriedErrors retried, ImageSource source, PieceExplainer explainer)
      throws IOException {
    Dataset<Row> again =
        source instanceof ImageFiles
            ? new FailedFiles(taken, retried, plan.output()).images(batch())
            : retried.among(source.images(spark, batch()), "image");
    explainer.explain(again, retried.piece());
    retried.finish(spark);
  }

  private boolean has(String name) throws IOException {
    return plan.output().has(name, spark.sparkContext().hadoopConfiguration());
  }

  private int batch() {
    return plan.work().sizes().batch();
  }
}
