package io.github.heatmill.job.explain;

import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.input.InputImages;
import io.github.heatmill.job.input.PieceSize;
import io.github.heatmill.job.input.TakenInputs;
import io.github.heatmill.job.input.listing.ListedFile;
import io.github.heatmill.job.output.RetriedErrors;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.run.MapRun;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.spark.sql.SparkSession;

/** Explains the images of a source that are not explained yet, piece by piece. */
final class NewImages {
  /**
   * Batches of each core in the first piece, if images take little time: then two pieces follow
   * instead of three.
   */
  private static final int QUICK_BATCHES = 4;

  private final SparkSession spark;
  private final MapRun run;
  private final OptionalInt pieceImages;
  private final TakenInputs taken;
  private final PieceStream stream;
  private final SkippedInShards skipped;

  NewImages(SparkSession spark, ExplainPlan plan) {
    this.spark = spark;
    this.run = plan.run();
    this.pieceImages = plan.pieces().images();
    this.taken = inputs(spark, run.output());
    this.stream = new PieceStream(run.output());
    this.skipped = new SkippedInShards(run.output(), spark.sparkContext().hadoopConfiguration());
  }

  /** The table of the files that a run has taken on. */
  static TakenInputs inputs(SparkSession spark, RunOutput output) {
    return new TakenInputs(spark, output.path(RunOutput.INPUTS));
  }

  /** The number of images to explain; empty if it is known only after reading them. */
  OptionalLong expected(ImageSource source, long done) {
    if (source instanceof ImageSource.Files files) {
      return files.found().hasShards()
          ? OptionalLong.empty()
          : OptionalLong.of(Math.max(0, files.found().files().size() - done));
    }
    return OptionalLong.of(Math.max(0, source.images(spark, batch()).count() - done));
  }

  /** Whether there may be new images; for a table, this is known only after reading it. */
  boolean mayBeIn(ImageSource source) throws IOException {
    boolean cutOff = has(RunOutput.INPUTS) && !has(RunOutput.MANIFEST);
    return cutOff || !(source instanceof ImageSource.Files files) || !left(files).isEmpty();
  }

  private List<ListedFile> left(ImageSource.Files files) throws IOException {
    return has(RunOutput.INPUTS) ? taken.left(files.found()) : files.found().files();
  }

  /** Explains images that an earlier run has left, and new images. */
  void explain(ImageSource source, PieceExplainer explainer) throws IOException {
    if (source instanceof ImageSource.Files files) {
      explain(files, explainer);
    } else if (source instanceof ImageSource.Table rows) {
      new NewRows(spark, run, rows).explain(explainer);
    }
  }

  private void explain(ImageSource.Files files, PieceExplainer explainer) throws IOException {
    InputImages inputs = files.inputs(spark, batch());
    if (has(RunOutput.INPUTS)) {
      runStream(inputs, explainer);
    }
    List<ListedFile> left = left(files);
    int smallest = smallest(files);
    int first = smallest * (isQuick(files) ? QUICK_BATCHES : 1);
    PieceSize size =
        pieceImages.isPresent()
            ? PieceSize.of(pieceImages.getAsInt())
            : PieceSize.first(first, smallest);
    while (!left.isEmpty()) {
      List<List<ListedFile>> pieces = size.next(left);
      taken.take(pieces);
      runStream(inputs, explainer);
      left = left.subList(pieces.stream().mapToInt(List::size).sum(), left.size());
      size = size.after(explainer.seconds());
    }
  }

  /** Whether even several batches take little time. */
  private boolean isQuick(ImageSource.Files files) {
    return run.work().asksNetworkOnce() && !files.found().hasShards();
  }

  /** The smallest piece gives each core one shard or one batch. */
  private int smallest(ImageSource.Files files) {
    int cores = spark.sparkContext().defaultParallelism();
    return files.found().hasShards() ? cores : cores * batch();
  }

  private void runStream(InputImages inputs, PieceExplainer explainer) {
    stream.run(
        taken.stream(),
        (piece, number) -> {
          explainer.explain(inputs.of(TakenInputs.listed(piece)), number);
          skipped.add(inputs.skipped(), number);
        });
  }

  /** Explains images that failed, and other images of shards that have been repaired. */
  void explainAgain(RetriedErrors retried, ImageSource source, PieceExplainer explainer)
      throws IOException {
    if (source instanceof ImageSource.Files files) {
      InputImages inputs = files.inputs(spark, batch());
      FailedFiles failed = new FailedFiles(taken, retried, run.output(), files.found().broken());
      explainer.explain(failed.images(inputs), retried.piece());
      skipped.add(inputs.skipped(), retried.piece());
    } else {
      explainer.explain(retried.among(source.images(spark, batch()), "image"), retried.piece());
    }
    retried.finish(spark);
  }

  private boolean has(String name) throws IOException {
    return run.output().has(name, spark.sparkContext().hadoopConfiguration());
  }

  private int batch() {
    return run.work().sizes().batch();
  }
}
