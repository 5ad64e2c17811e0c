package io.github.heatmill.udf.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TimedReadingTest {
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir java.nio.file.Path folder;

  @Test
  void theResultOrTheFailureIsThatOfTheReading() throws IOException {
    assertThat(TimedReading.within(LONG, () -> 7)).isEqualTo(7);
    assertThatThrownBy(() -> TimedReading.within(LONG, () -> fail(new IOException("gone"))))
        .isInstanceOf(IOException.class)
        .hasMessage("gone");
    assertThatThrownBy(() -> TimedReading.within(LONG, () -> fail(new IllegalStateException("x"))))
        .isInstanceOf(IllegalStateException.class);
  }

  private static int fail(Exception failure) throws Exception {
    throw failure;
  }

  @Test
  void aReadingThatHangsIsGivenUpAndOnlySixteenMayHang() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(TimedReading.MOST_HANGING);
    for (int i = 0; i < TimedReading.MOST_HANGING; i++) {
      assertThatThrownBy(() -> TimedReading.within(SHORT, () -> hang(answer, ended)))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "File was not read within 0.05 s (spark.hadoop.heatmill.read.timeout sets the limit)");
    }
    assertThatThrownBy(() -> TimedReading.within(LONG, () -> 7))
        .hasMessage(
            "File is not opened, because 16 others have not answered"
                + " (check their file system, then use --retry-errors)");
    answer.countDown();
    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(readAgain()).isEqualTo(7);
  }

  private static int hang(CountDownLatch answer, CountDownLatch ended) throws Exception {
    answer.await();
    ended.countDown();
    return 0;
  }

  /** Reads as soon as a thread that hung has noticed that it has ended. */
  private static int readAgain() throws InterruptedException {
    while (true) {
      try {
        return TimedReading.within(LONG, () -> 7);
      } catch (IOException e) {
        Thread.sleep(1);
      }
    }
  }

  @Test
  void onlyRegularFilesAreOpened() throws Exception {
    java.nio.file.Path fifo = folder.resolve("a.jpg");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    String place = fifo.toUri().toString();
    for (String special : new String[] {place, "file:///dev/zero"}) {
      assertThatThrownBy(() -> HadoopFiles.bytes(new Path(special), new Configuration(), 100))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "Not a regular file: " + new Path(special) + " (is a FIFO, a socket or a device)");
      assertThatThrownBy(() -> HadoopFiles.open(new Path(special), new Configuration()))
          .hasMessageStartingWith("Not a regular file: ");
    }
  }

  @Test
  void aWholeFileIsReadUpToItsLargestSize() throws IOException {
    java.nio.file.Path file = Files.write(folder.resolve("a:b.jpg"), new byte[] {1, 2, 3});
    Path path = new Path(file.toUri());
    assertThat(HadoopFiles.bytes(path, new Configuration(), 3)).containsExactly(1, 2, 3);
    assertThatThrownBy(() -> HadoopFiles.bytes(path, new Configuration(), 2))
        .hasMessage("File is too large (must be <= 2 bytes)");
    try (InputStream in = HadoopFiles.open(path, new Configuration())) {
      assertThat(in.readAllBytes()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void aStreamThatHangsIsGivenUpAndNotReadAgain() {
    CountDownLatch answer = new CountDownLatch(1);
    InputStream hanging =
        new ByteArrayInputStream(new byte[10]) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            try {
              answer.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return super.read(target, offset, length);
          }
        };
    try (TimedStream stream = new TimedStream(hanging, SHORT)) {
      assertThatThrownBy(stream::read).hasMessageStartingWith("File was not read within 0.05 s");
      assertThatThrownBy(stream::read).hasMessage("File is no longer read");
    } catch (IOException e) {
      throw new AssertionError(e);
    } finally {
      answer.countDown();
    }
  }

  @Test
  void theLimitIsASettingOfHadoopAndSixtySecondsWithoutIt() {
    Configuration hadoop = new Configuration();
    assertThat(TimedReading.limit(hadoop)).isEqualTo(Duration.ofSeconds(60));
    hadoop.set(TimedReading.TIMEOUT, "1500ms");
    assertThat(TimedReading.limit(hadoop)).isEqualTo(Duration.ofMillis(1500));
    hadoop.set(TimedReading.TIMEOUT, "5");
    assertThat(TimedReading.limit(hadoop)).isEqualTo(Duration.ofSeconds(5));
  }
}
