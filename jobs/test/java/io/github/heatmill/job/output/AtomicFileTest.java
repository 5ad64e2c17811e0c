package io.github.heatmill.job.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  private static final Configuration HADOOP = new Configuration(false);

  @TempDir Path folder;

  @Test
  void neitherADraftNorChecksumsAreLeftBesideIt() throws IOException {
    assertThat(write("é")).isEqualTo(2);
    assertThat(folder).isDirectoryContaining("glob:**/page.html");
    assertThat(Files.list(folder)).hasSize(1);
  }

  /** Hadoop would refuse to read a file whose checksums are those of another one. */
  @Test
  void checksumsOfTheFileThatWasThereBeforeGoWithIt() throws IOException {
    org.apache.hadoop.fs.Path path = path();
    FileSystem files = path.getFileSystem(HADOOP);
    try (var out = files.create(path)) {
      out.write("old".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(folder.resolve(".page.html.crc")).exists();

    write("new");

    try (var in = files.open(path)) {
      assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("new");
    }
  }

  private long write(String text) throws IOException {
    return AtomicFile.write(path(), text, HADOOP);
  }

  private org.apache.hadoop.fs.Path path() {
    return new org.apache.hadoop.fs.Path(folder.resolve("page.html").toUri());
  }
}
