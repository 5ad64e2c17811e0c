package io.github.heatmill.job.explain;

import static java.util.stream.Collectors.partitioningBy;
import static org.apache.spark.sql.functions.broadcast;

import io.github.heatmill.job.input.ListedFile;
import io.github.heatmill.job.input.TakenInputs;
import io.github.heatmill.job.output.PieceTables;
import io.github.heatmill.job.output.RetriedErrors;
import io.github.heatmill.job.output.RunOutput;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The images that failed of a run over files. Nobody knows in which shard an image lay, so where
 * images of shards failed all shards are read again; of a shard that was damaged, everything is
 * wanted that is not explained yet.
 *
 * @param taken the run's files
 * @param retried what failed
 * @param output the run
 */
record FailedFiles(TakenInputs taken, RetriedErrors retried, RunOutput output) {

  /** Rows of {@link io.github.heatmill.udf.image.InputImage#SCHEMA}. */
  Dataset<Row> images(int batch) {
    Dataset<Row> failed = retried.among(taken.all(), ListedFile.INPUT);
    Map<Boolean, List<ListedFile>> byShard =
        TakenInputs.listed(failed).stream().collect(partitioningBy(ListedFile::isShard));
    List<ListedFile> files = byShard.get(false);
    List<ListedFile> damaged = byShard.get(true);
    Dataset<Row> images = taken.images(files, batch);
    if (!damaged.isEmpty()) {
      images = images.union(unexplained(taken.images(damaged, batch)));
    }
    if (retried.count(failed.sparkSession()) > files.size() + damaged.size()) {
      List<ListedFile> others =
          TakenInputs.listed(taken.shards()).stream()
              .filter(shard -> !damaged.contains(shard))
              .toList();
      images = images.union(retried.among(taken.images(others, batch), "image"));
    }
    return images;
  }

  /**
   * Names are few where shards are few, so what they are compared with is not moved. What an
   * earlier try that was cut off has explained is explained again, since its piece is written
   * again.
   */
  private Dataset<Row> unexplained(Dataset<Row> images) {
    String[] name = {"image"};
    Dataset<Row> explained =
        images
            .sparkSession()
            .read()
            .parquet(output.path(RunOutput.PREDICTIONS))
            .where(PieceTables.PIECE + " <> " + retried.piece())
            .select("image")
            .join(broadcast(images.select("image")), name, "left_semi");
    return images.join(broadcast(explained), name, "left_anti");
  }
}
