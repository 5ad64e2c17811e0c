package io.github.heatmill.udf.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.heatmill.udf.batch.Executor;
import io.github.heatmill.udf.image.InputImage.Content.Encoded;
import io.github.heatmill.udf.image.ShardImages.Labels;
import io.github.heatmill.udf.request.Target;
import io.github.heatmill.udf.shard.SkippedMembers;
import io.github.heatmill.udf.shard.Tar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tar files among the images of a partition. */
class ShardImagesTest {
  @TempDir Path folder;

  @Test
  void shardsAreReplacedByTheirImages() throws IOException {
    Path shard = written("s.tar", Tar.pax().with("1.jpg", "a").with("1.cls", "cat").bytes());
    InputImage other = new InputImage("other.png", "dog", new byte[] {1});

    List<Row> rows = opened(List.of(file(shard), other, InputImage.file("file:/9.jpg", "dog")));

    assertThat(rows)
        .extracting(row -> row.getString(0), row -> row.getString(1), row -> row.getString(3))
        .containsExactly(
            tuple("1", "cat", null),
            tuple("other.png", "dog", null),
            tuple("file:/9.jpg", "dog", null));
    assertThat(rows.get(0).<byte[]>getAs(2)).containsExactly('a');
    assertThat(rows.get(2).isNullAt(2)).isTrue();
  }

  @Test
  void aSampleWithoutALabelHasThatOfItsShard() throws IOException {
    Path shard = written("s.tar", Tar.pax().with("1.jpg", "a").bytes());

    List<Row> rows = opened(List.of(InputImage.file(shard.toUri().toString(), "folder")));

    assertThat(rows).extracting(row -> row.getString(1)).containsExactly("folder");
  }

  @ParameterizedTest
  @CsvSource({
    "a/cat/1.jpg, OF_FOLDER, cat",
    "1.jpg,       OF_FOLDER, birds",
    "a/cat/1.jpg, OF_SHARD,  birds",
    "../1.jpg,    OF_FOLDER, birds",
  })
  void theFolderInATarMayBeTheLabel(String member, Labels labels, String label) throws IOException {
    Path shard = written("s.tar", Tar.pax().with(member, "a").bytes());
    InputImage tar = InputImage.file(shard.toUri().toString(), "birds");

    Iterator<Row> images =
        function(labels, new SkippedMembers()).call(List.of(tar.row()).iterator());

    assertThat(images.next().getString(1)).isEqualTo(label);
  }

  @Test
  void ofEachTarTheSkippedMembersAreCountedOnce() throws IOException {
    Path one = written("1.tar", Tar.pax().with("1.jpg", "a").with("1.txt", "b").bytes());
    Path two = written("2.tar", Tar.pax().with("2.jpg", "a").with("b", "c").bytes());
    Path clean = written("3.tar", Tar.pax().with("3.jpg", "a").bytes());
    SkippedMembers skipped = SkippedMembers.of(Executor.spark().sparkContext());
    List<InputImage> tars = List.of(file(one), file(two), file(clean), file(one));

    opened(tars, function(Labels.OF_SHARD, skipped));

    assertThat(skipped.value())
        .isEqualTo(
            Map.of(
                one.toUri().toString(), Map.of("text file", 1L),
                two.toUri().toString(), Map.of("text file", 1L)));
  }

  @Test
  void anUnreadableImageIsAnErrorAtItsStage() throws IOException {
    byte[] png = ((Encoded) Executor.grey(100, null).content()).bytes();
    byte[] whole = Tar.pax().with("1.png", png).with("2.png", "no image").bytes();
    Path shard = written("s.tar", Arrays.copyOf(whole, 2048));
    List<InputImage> inputs = List.of(file(shard), InputImage.file("file:/nowhere/t.tar", null));

    List<Row> outcomes = explained(inputs);

    assertThat(outcomes)
        .extracting(row -> row.getString(0))
        .containsExactly("1", "2", shard.toUri().toString(), "file:/nowhere/t.tar");
    assertThat(outcomes.get(0).isNullAt(8)).isTrue();
    assertThat(outcomes.get(1).getStruct(8).getString(0)).isEqualTo("decode");
    assertThat(outcomes.get(3).getStruct(8).mkString(": "))
        .isEqualTo("read: File file:/nowhere/t.tar does not exist");
    assertThat(outcomes.get(2).getStruct(8).mkString(": "))
        .isEqualTo(
            "read: Shard cannot be read on after 2.png: it ends without its end mark"
                + " (the images up to there were read; fetch or make the shard again)");
  }

  @Test
  void aShardIsReadLazily() throws IOException {
    Path shard = written("s.tar", Tar.pax().with("1.jpg", "a").with("2.jpg", "b").bytes());
    Iterator<Row> endless = Stream.generate(() -> file(shard).row()).iterator();

    Iterator<Row> images = function().call(endless);

    assertThat(Stream.of(images.next(), images.next(), images.next()))
        .extracting(row -> row.getString(0))
        .containsExactly("1", "2", "1");
  }

  @Test
  void aShardIsRecognisedByItsName() {
    assertThat(ShardImages.isShard("s3a://b/train-0001.TAR")).isTrue();
    assertThat(ShardImages.isShard("train.tar.gz")).isFalse();
    assertThat(ShardImages.problem("train.tar")).isEmpty();
    assertThat(ShardImages.problem("train.tgz"))
        .contains(
            "Invalid shard: train.tgz is compressed"
                + " (must be a plain .tar; images are compressed already)");
  }

  private static List<Row> opened(List<InputImage> images) {
    return opened(images, function());
  }

  private static List<Row> opened(List<InputImage> images, ShardImages function) {
    return Executor.spark()
        .createDataFrame(images.stream().map(InputImage::row).toList(), InputImage.SCHEMA)
        .coalesce(1)
        .mapPartitions(function, Encoders.row(InputImage.SCHEMA))
        .collectAsList();
  }

  private static List<Row> explained(List<InputImage> shards) {
    List<InputImage> images = opened(shards).stream().map(InputImage::of).toList();
    return Executor.outcomes("network", Target.predicted(), images, 1);
  }

  private static ShardImages function() {
    return function(Labels.OF_SHARD, SkippedMembers.of(Executor.spark().sparkContext()));
  }

  private static ShardImages function(Labels labels, SkippedMembers skipped) {
    return new ShardImages(
        new SerializableConfiguration(Executor.spark().sparkContext().hadoopConfiguration()),
        labels,
        skipped);
  }

  private static InputImage file(Path path) {
    return InputImage.file(path.toUri().toString(), null);
  }

  private Path written(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }
}
