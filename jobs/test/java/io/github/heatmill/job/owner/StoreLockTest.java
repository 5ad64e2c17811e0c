package io.github.heatmill.job.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store without locks: here a folder, whose locks are not used. */
class StoreLockTest {
  private static final FolderOwner ELSEWHERE =
      new FolderOwner("explain", 4711, "another-host", "2026-12-01T12:41:02Z", true);

  @TempDir Path folder;
  private Path file;
  private FileSystem store;

  @BeforeEach
  void open() throws IOException {
    file = folder.resolve(FolderLock.FILE);
    store = FileSystem.getLocal(new Configuration(false)).getRaw();
  }

  private StoreLock take() throws IOException {
    return StoreLock.of(store, new org.apache.hadoop.fs.Path(file.toString()));
  }

  @Test
  void whoTakesAFolderIsNamedInItUntilItIsDone() throws IOException {
    FolderOwner here = FolderOwner.here("score");
    StoreLock lock = take();
    lock.write(here);
    assertThat(FolderOwner.parse(Files.readString(file))).isEqualTo(here);

    lock.write(here.done());
    lock.close();
    assertThat(FolderOwner.parse(Files.readString(file)).writing()).isFalse();
  }

  @Test
  void aJobOnAnotherMachineThatRenewsItsFileKeepsOthersOut() throws IOException {
    Files.writeString(file, ELSEWHERE.json());

    assertThatThrownBy(this::take)
        .hasMessage(
            "Output is in use: "
                + folder
                + " by process 4711 (explain) on another-host since 2026-12-01T12:41:02Z"
                + " (wait for it, end it, or name another folder)");
  }

  @Test
  void aJobThatIsDoneOrHasStoppedToRenewItsFileKeepsNobodyOut() throws IOException {
    Files.writeString(file, ELSEWHERE.done().json());
    take().close();

    Files.writeString(file, ELSEWHERE.json());
    Instant renewed = Instant.now().minus(StoreLock.STALE).minus(Duration.ofSeconds(1));
    Files.setLastModifiedTime(file, FileTime.from(renewed));
    take().close();
  }

  @Test
  void aProcessOfThisMachineThatHasEndedKeepsNobodyOut() throws IOException {
    FolderOwner here = FolderOwner.here("explain");
    long ended = Long.MAX_VALUE;
    Files.writeString(
        file, new FolderOwner("explain", ended, here.host(), here.since(), true).json());

    take().close();
  }

  @Test
  void aFileThatWasCutOffKeepsNobodyOut() throws IOException {
    for (String text : new String[] {"", "{\"job\": \"expl", "[]", "null", "\0\0"}) {
      Files.writeString(file, text);
      take().close();
    }
  }
}
