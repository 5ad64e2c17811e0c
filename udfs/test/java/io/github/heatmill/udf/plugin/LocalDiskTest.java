package io.github.heatmill.udf.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options.CreateOpts;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local disk without programs of the system, against Hadoop's own file system. */
class LocalDiskTest {
  private static final URI DISK = URI.create("file:///");

  @TempDir java.nio.file.Path folder;

  @Test
  void hadoopTakesItByItsSettings() throws IOException {
    assertThat(FileSystem.newInstance(DISK, quick())).isInstanceOf(LocalDisk.class);
    assertThat(FileContext.getFileContext(DISK, quick()).getDefaultFileSystem())
        .isInstanceOf(LocalDisk.InContext.class);
    assertThat(FileSystem.newInstance(DISK, new Configuration())).isNotInstanceOf(LocalDisk.class);
  }

  @Test
  void permissionsAreThoseThatWereAskedFor() throws IOException {
    try (FileSystem files = FileSystem.newInstance(DISK, quick())) {
      Path file = path("file");
      files.create(file).close();
      for (short mode : new short[] {0600, 0640, 0755, 0444, 0}) {
        files.setPermission(file, new FsPermission(mode));
        assertThat(Files.getPosixFilePermissions(folder.resolve("file")))
            .isEqualTo(PosixFilePermissions.fromString(new FsPermission(mode).toString()));
      }
      files.setPermission(folder(), new FsPermission((short) 01755));
      assertThat(files.getFileStatus(folder()).getPermission().getStickyBit()).isTrue();
    }
  }

  @Test
  void newFilesAndFoldersHaveThePermissionsThatHadoopGives() throws IOException {
    try (FileSystem quick = FileSystem.newInstance(DISK, quick());
        FileSystem own = FileSystem.newInstance(DISK, new Configuration())) {
      for (FileSystem files : new FileSystem[] {quick, own}) {
        Path below = path(files == own ? "own" : "quick");
        files.mkdirs(new Path(below, "a/b"), new FsPermission((short) 0750));
        files.create(new Path(below, "a/file")).close();
      }

      for (String name : new String[] {"", "/a", "/a/b", "/a/file", "/a/.file.crc"}) {
        assertThat(Files.getPosixFilePermissions(folder.resolve("quick" + name)))
            .isEqualTo(Files.getPosixFilePermissions(folder.resolve("own" + name)));
      }
    }
  }

  @Test
  void linksAreWhatTheyAreForHadoop() throws IOException {
    Files.writeString(folder.resolve("file"), "text");
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("file"));
    Files.createSymbolicLink(folder.resolve("broken"), folder.resolve("nothing"));
    FileContext quick = FileContext.getFileContext(DISK, quick());

    FileContext own = FileContext.getFileContext(DISK, new Configuration());
    for (String name : new String[] {"file", "link"}) {
      FileStatus status = quick.getFileLinkStatus(path(name));
      FileStatus expected = own.getFileLinkStatus(path(name));
      assertThat(status).isEqualTo(expected);
      assertThat(status.isSymlink()).isEqualTo(expected.isSymlink());
      assertThat(status.getLen()).isEqualTo(4);
    }
    for (FileContext files : List.of(quick, own)) {
      assertThatThrownBy(() -> files.getFileLinkStatus(path("broken")))
          .isInstanceOf(FileNotFoundException.class);
    }
  }

  @Test
  void aFileIsRenamedWithItsChecksum() throws IOException {
    FileContext quick = FileContext.getFileContext(DISK, quick());
    try (var out =
        quick.create(path("draft"), EnumSet.of(CreateFlag.CREATE), CreateOpts.createParent())) {
      out.writeUTF("text");
    }
    Files.writeString(folder.resolve("file"), "earlier");

    quick.rename(path("draft"), path("file"), Rename.OVERWRITE);

    try (var in = quick.open(path("file"))) {
      assertThat(in.readUTF()).isEqualTo("text");
    }
    assertThat(folder).isDirectoryNotContaining("glob:**/*draft*");
    assertThat(folder.resolve(".file.crc")).exists();
    assertThat(
            ((LocalFileSystem) FileSystem.newInstance(DISK, quick())).open(path("file")).readUTF())
        .isEqualTo("text");
  }

  private Path folder() {
    return new Path(folder.toUri());
  }

  private Path path(String name) {
    return new Path(folder(), name);
  }

  private static Configuration quick() {
    Configuration hadoop = new Configuration();
    LocalDisk.settings().forEach(hadoop::set);
    return hadoop;
  }
}
