package io.github.heatmill.job.explain;

import static java.util.stream.Collectors.partitioningBy;
import static org.apache.spark.sql.functions.broadcast;

import io.github.heatmill.job.input.InputImages;
import io.github.heatmill.job.input.TakenInputs;
import io.github.heatmill.job.input.listing.ListedFile;
import io.github.heatmill.job.output.PieceTables;
import io.github.heatmill.job.output.RetriedErrors;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.udf.table.LiteralPath;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Finds the images that failed in a run over files. The shard of an image is unknown, so if images
 * of shards failed, all shards are read again; from a shard that was damaged, all images are taken
 * that are not explained yet.
 *
 * @param taken the files of the run
 * @param retried the failed images
 * @param output the run
 * @param now files that cannot be read, by their URIs, as they were listed now
 */
record FailedFiles(
    TakenInputs taken, RetriedErrors retried, RunOutput output, Map<String, ListedFile> now) {

  /** Rows of {@link io.github.heatmill.udf.image.InputImage#SCHEMA}. */
  Dataset<Row> images(InputImages inputs) {
    Dataset<Row> failed = retried.among(taken.all(), ListedFile.INPUT);
    Map<Boolean, List<ListedFile>> byShard =
        TakenInputs.listed(failed).stream()
            .map(file -> now.getOrDefault(file.uri(), file.mended()))
            .collect(partitioningBy(ListedFile::isShard));
    List<ListedFile> files = byShard.get(false);
    List<ListedFile> damaged = byShard.get(true);
    Dataset<Row> images = inputs.of(files);
    if (!damaged.isEmpty()) {
      images = images.union(unexplained(inputs.of(damaged)));
    }
    if (retried.count(failed.sparkSession()) > files.size() + damaged.size()) {
      List<ListedFile> others =
          TakenInputs.listed(taken.shards()).stream()
              .filter(shard -> !damaged.contains(shard))
              .toList();
      images = images.union(retried.among(inputs.of(others), "image"));
    }
    return images;
  }

  /**
   * The names are few, so they are sent to all executors and the table is not shuffled. Images that
   * were explained by an earlier try of this piece are explained again, since the piece is written
   * again.
   */
  private Dataset<Row> unexplained(Dataset<Row> images) {
    String[] name = {"image"};
    Dataset<Row> explained =
        images
            .sparkSession()
            .read()
            .parquet(LiteralPath.of(output.path(RunOutput.PREDICTIONS)))
            .where(PieceTables.PIECE + " <> " + retried.piece())
            .select("image")
            .join(broadcast(images.select("image")), name, "left_semi");
    return images.join(broadcast(explained), name, "left_anti");
  }
}
