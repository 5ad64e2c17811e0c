package io.github.heatmill.udf.image;

import io.github.heatmill.udf.image.InputImage.Content;
import io.github.heatmill.udf.shard.ShardImage;
import io.github.heatmill.udf.shard.SkippedMembers;
import io.github.heatmill.udf.shard.TarShard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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
 * Replaces each tar file among the images of a partition by the images in it. It takes and returns
 * rows of {@link InputImage#SCHEMA}. An image is named by its key in the tar. The tar is read as a
 * stream: one sample is held at a time.
 */
public final class ShardImages implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;
  private static final String SUFFIX = ".tar";
  private static final List<String> COMPRESSED =
      List.of(".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".tar.zst", ".tar.lz4");

  private final SerializableConfiguration hadoop;
  private final Labels labels;
  private final SkippedMembers skipped;

  /** The label of an image whose sample has none. */
  public enum Labels {
    /** That of the tar file. */
    OF_SHARD,
    /** The folder of the image in the tar file; that of the tar file if it has no folder. */
    OF_FOLDER;

    private String of(String image, InputImage shard) {
      String[] path = image.split("/");
      String folder = path.length > 1 ? path[path.length - 2] : "";
      boolean named = this == OF_FOLDER && !folder.matches("\\.{0,2}");
      return named ? folder : shard.labelText().orElse(null);
    }
  }

  /**
   * Prepares the function on the driver.
   *
   * @param hadoop settings with which executors open the tar files
   * @param skipped counts the members that are no images
   */
  public ShardImages(SerializableConfiguration hadoop, Labels labels, SkippedMembers skipped) {
    this.hadoop = hadoop;
    this.labels = labels;
    this.skipped = skipped;
  }

  /** Whether the name of a file says that it is a tar of images. */
  public static boolean isShard(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(SUFFIX);
  }

  /** The reason why a compressed tar is refused; empty for all other names. */
  public static Optional<String> problem(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return COMPRESSED.stream().anyMatch(lower::endsWith)
        ? Optional.of(
            "Invalid shard: "
                + name
                + " is compressed (must be a plain .tar; images are compressed already)")
        : Optional.empty();
  }

  /**
   * Refuses a compressed tar that the user named.
   *
   * @throws IllegalArgumentException as {@link #problem} says
   */
  public static void expectPlain(String name) {
    problem(name)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
  }

  /**
   * The first images of a shard.
   *
   * @param most the largest number of images
   * @return none if the shard cannot be read, which a run counts among its errors
   */
  public static List<InputImage> first(
      InputImage shard, Labels labels, int most, Configuration hadoop) {
    List<InputImage> images = new ArrayList<>();
    try (TarShard tar =
        new TarShard(
            shard.image(),
            HadoopFiles.open(new Path(shard.image()), hadoop),
            InputImage.MAXIMUM_BYTES)) {
      ShardRows rows = new ShardRows(shard, tar, labels, new SkippedMembers());
      while (images.size() < most && rows.hasNext()) {
        images.add(InputImage.of(rows.next()));
      }
    } catch (IOException | RuntimeException e) {
      return List.of();
    }
    return images;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> images) {
    return new OpenedRows(images);
  }

  /** Returns rows of images as they are, and the images of shards in place of the shards. */
  private final class OpenedRows implements Iterator<Row> {
    private final Iterator<Row> rows;
    private Iterator<Row> open = Collections.emptyIterator();

    OpenedRows(Iterator<Row> rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      while (!open.hasNext() && rows.hasNext()) {
        InputImage next = InputImage.of(rows.next());
        boolean shard = next.content() instanceof Content.AtUri && isShard(next.image());
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
                HadoopFiles.open(new Path(shard.image()), hadoop.value()),
                InputImage.MAXIMUM_BYTES);
        return new ShardRows(shard, tar, labels, skipped);
      } catch (IOException | RuntimeException e) {
        return List.of(shard.unreadable(ImageFailure.reason(e)).row()).iterator();
      }
    }
  }

  /** Returns the images of one shard. Closes the shard at its end, or when the task ends. */
  private static final class ShardRows implements Iterator<Row> {
    private final InputImage shard;
    private final TarShard tar;
    private final Labels labels;
    private final SkippedMembers skipped;

    ShardRows(InputImage shard, TarShard tar, Labels labels, SkippedMembers skipped) {
      this.shard = shard;
      this.tar = tar;
      this.labels = labels;
      this.skipped = skipped;
      TaskCompletionListener closing = ended -> close();
      Optional.ofNullable(TaskContext.get())
          .ifPresent(task -> task.addTaskCompletionListener(closing));
    }

    @Override
    public boolean hasNext() {
      boolean more = tar.hasNext();
      if (!more) {
        skipped.add(new SkippedMembers.OfShard(shard.image(), tar.skipped()));
        close();
      }
      return more;
    }

    @Override
    public Row next() {
      ShardImage image = tar.next();
      String label = image.label().orElseGet(() -> labels.of(image.name(), shard));
      return image
          .content()
          .map(bytes -> new InputImage(image.name(), label, bytes))
          .orElseGet(() -> unreadable(image, label))
          .row();
    }

    private static InputImage unreadable(ShardImage image, String label) {
      return InputImage.file(image.name(), label).unreadable(image.problem().orElseThrow());
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
