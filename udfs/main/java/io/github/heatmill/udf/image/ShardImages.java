package io.github.heatmill.udf.image;

import io.github.heatmill.udf.shard.ShardImage;
import io.github.heatmill.udf.shard.TarShard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Opens the tar files among the images of a partition: rows of {@link InputImage#SCHEMA} in, and
 * out, where each tar is replaced by the images in it. An image is named by its key in the tar; a
 * sample without a label has that of the tar. Lazy: one sample is held at a time.
 */
public final class ShardImages implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;
  private static final String SUFFIX = ".tar";
  private static final List<String> COMPRESSED =
      List.of(".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".tar.zst", ".tar.lz4");

  private final SerializableConfiguration hadoop;

  /**
   * Prepares the function on the driver.
   *
   * @param hadoop how executors reach the tar files
   */
  public ShardImages(SerializableConfiguration hadoop) {
    this.hadoop = hadoop;
  }

  /** Whether a file is taken for a tar of images, by its name. */
  public static boolean isShard(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(SUFFIX);
  }

  /** Why a file that looks like a tar of images is not taken; empty for all other names. */
  public static Optional<String> problem(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return COMPRESSED.stream().anyMatch(lower::endsWith)
        ? Optional.of(
            "Invalid shard: "
                + name
                + " is compressed (must be a plain .tar; images are compressed already)")
        : Optional.empty();
  }

  @Override
  public Iterator<Row> call(Iterator<Row> images) {
    return new Opening(images, hadoop.value());
  }

  /** Rows as they are, and the images of shards. */
  private static final class Opening implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final Configuration hadoop;
    private Iterator<Row> open = Collections.emptyIterator();

    Opening(Iterator<Row> rows, Configuration hadoop) {
      this.rows = rows;
      this.hadoop = hadoop;
    }

    @Override
    public boolean hasNext() {
      while (!open.hasNext() && rows.hasNext()) {
        InputImage next = InputImage.of(rows.next());
        boolean shard = next.content() == null && next.problem() == null && isShard(next.image());
        open = shard ? images(next) : List.of(next.row()).iterator();
      }
      return open.hasNext();
    }

    @Override
    public Row next() {
      hasNext();
      return open.next();
    }

    private Iterator<Row> images(InputImage shard) {
      try {
        TarShard tar =
            new TarShard(
                shard.image(),
                HadoopFiles.open(new Path(shard.image()), hadoop),
                PictureReader.MAXIMUM_BYTES);
        return new Reading(shard, tar);
      } catch (IOException | RuntimeException e) {
        return List.of(shard.failed(ImageFailure.reason(e)).row()).iterator();
      }
    }
  }

  /** The images of one shard; closes it at its end, or with the task. */
  private static final class Reading implements Iterator<Row> {
    private final InputImage shard;
    private final TarShard tar;

    Reading(InputImage shard, TarShard tar) {
      this.shard = shard;
      this.tar = tar;
      TaskCompletionListener closing = ended -> close();
      Optional.ofNullable(TaskContext.get())
          .ifPresent(task -> task.addTaskCompletionListener(closing));
    }

    @Override
    public boolean hasNext() {
      boolean more = tar.hasNext();
      if (!more) {
        close();
      }
      return more;
    }

    @Override
    public Row next() {
      ShardImage image = tar.next();
      String label = image.label().orElse(shard.labelText());
      return image.problem().isPresent()
          ? InputImage.file(image.name(), label).failed(image.problem().get()).row()
          : new InputImage(image.name(), label, image.content()).row();
    }

    private void close() {
      try {
        tar.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
