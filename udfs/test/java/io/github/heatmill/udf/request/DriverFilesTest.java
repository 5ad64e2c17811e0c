package io.github.heatmill.udf.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.model.ModelRunException;
import io.github.heatmill.udf.batch.Executor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.SparkFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Nobody else can plant, replace or read what runs. */
class DriverFilesTest {
  private static final byte[] NETWORK = "the network".getBytes(StandardCharsets.UTF_8);

  @TempDir Path temporary;

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Files have no modes")
  void theFolderHasMode700AndEveryFileInItMode600() throws IOException {
    Path made = DriverFiles.once("made", draft -> Files.write(draft, NETWORK));
    Path copied = DriverFiles.copy(new ByteArrayInputStream(NETWORK), "copied.pt").file();

    assertThat(DriverFiles.folder().getFileSystem()).isEqualTo(FileSystems.getDefault());
    assertThat(mode(DriverFiles.folder())).isEqualTo("rwx------");
    assertThat(Stream.of(made, copied)).map(DriverFilesTest::mode).containsOnly("rw-------");
  }

  /** With the name that earlier versions used, and which anybody could foresee. */
  @Test
  void aFolderThatIsThereAlreadyIsNeverUsed() throws IOException {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    Path planted = folder.resolve("heatmill-" + ProcessHandle.current().pid());
    Files.createDirectories(planted);
    try {
      Files.writeString(planted.resolve("planted.pt"), "another network");

      Path file = DriverFiles.once("planted.pt", draft -> Files.write(draft, NETWORK));

      assertThat(file).hasBinaryContent(NETWORK);
      assertThat(DriverFiles.folder()).isNotEqualTo(planted);
      assertThat(DriverFiles.folder().getFileName().toString()).matches("heatmill-\\d{8,}");
    } finally {
      Files.delete(planted.resolve("planted.pt"));
      Files.delete(planted);
    }
  }

  @Test
  void theHashIsThatOfTheCopyWhateverHappensToTheOriginalLater() throws IOException {
    Path original = Files.write(temporary.resolve("net.pt"), NETWORK);
    DriverFiles.Copy copy = DriverFiles.copy(Files.newInputStream(original), "net.pt");

    Files.writeString(original, "another network");

    assertThat(copy.hash().hex()).isEqualTo(DigestUtils.sha256Hex(NETWORK));
    assertThat(copy.file()).hasBinaryContent(NETWORK).hasFileName("net.pt");
  }

  @Test
  void equalFilesShareOneCopy() throws IOException {
    Path first = DriverFiles.copy(new ByteArrayInputStream(NETWORK), "net.pt").file();
    Path second = DriverFiles.copy(new ByteArrayInputStream(NETWORK), "net.pt").file();

    assertThat(second).isEqualTo(first);
    try (Stream<Path> files = Files.list(DriverFiles.folder())) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".draft"));
    }
  }

  @Test
  void anExecutorRefusesANetworkThatIsNotTheOneThatWasSent() throws IOException {
    SharedModel sent = Executor.request("network", Target.predicted()).model();
    Path received = Path.of(SparkFiles.get(sent.file()));
    Path changed = Files.write(received.resolveSibling("changed.pt"), NETWORK);
    SharedModel model =
        new SharedModel(changed.getFileName().toString(), sent.hash(), sent.layers(), sent.card());

    assertThatThrownBy(model::probe)
        .isInstanceOf(ModelRunException.class)
        .hasMessage(
            "Network was changed on its way to this machine: "
                + changed
                + " has the SHA-256 "
                + DigestUtils.sha256Hex(NETWORK)
                + " (must be "
                + sent.hash().hex()
                + "; look for the cause in the folder of Spark's files, spark.local.dir)");
  }

  private static String mode(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
