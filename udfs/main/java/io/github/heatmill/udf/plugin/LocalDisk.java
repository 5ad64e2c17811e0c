package io.github.heatmill.udf.plugin;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFs;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FsConstants;
import org.apache.hadoop.fs.FsServerDefaults;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.local.LocalConfigKeys;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's file system of the local disk, which sets permissions and looks at links itself. Without
 * its native library, Hadoop starts the programs {@code chmod} and {@code readlink}: about a
 * hundred times in a run, which takes a fourth of the time of a small one.
 */
public final class LocalDisk extends LocalFileSystem {

  /** Called by Hadoop. */
  public LocalDisk() {
    super(new Raw());
  }

  /** The settings of Hadoop that put this file system in place of Hadoop's own. */
  public static Map<String, String> settings() {
    return Map.of(
        "fs.file.impl",
        LocalDisk.class.getName(),
        "fs.AbstractFileSystem.file.impl",
        InContext.class.getName());
  }

  /** Without checksums. */
  private static final class Raw extends RawLocalFileSystem {
    @Override
    public void setPermission(Path path, FsPermission permission) throws IOException {
      if (permission.getStickyBit()) {
        super.setPermission(path, permission);
        return;
      }
      try {
        String text = permission.toString(); // Such as rwxr-x---, as java.nio spells it.
        Files.setPosixFilePermissions(
            pathToFile(path).toPath(), PosixFilePermissions.fromString(text));
      } catch (InvalidPathException | UnsupportedOperationException e) {
        super.setPermission(path, permission);
      }
    }

    @Override
    public FileStatus getFileLinkStatus(Path path) throws IOException {
      try {
        return Files.isSymbolicLink(pathToFile(path).toPath())
            ? super.getFileLinkStatus(path)
            : getFileStatus(path);
      } catch (InvalidPathException e) {
        return super.getFileLinkStatus(path);
      }
    }
  }

  /** The same for Hadoop's other interface, through which Spark writes checkpoints of streams. */
  public static final class InContext extends ChecksumFs {

    /** Called by Hadoop. */
    public InContext(URI uri, Configuration hadoop) throws IOException, URISyntaxException {
      super(new RawInContext(hadoop));
    }
  }

  private static final class RawInContext extends DelegateToFileSystem {
    RawInContext(Configuration hadoop) throws IOException, URISyntaxException {
      super(
          FsConstants.LOCAL_FS_URI,
          new Raw(),
          hadoop,
          FsConstants.LOCAL_FS_URI.getScheme(),
          false /* needs no host */);
    }

    @Override
    public int getUriDefaultPort() {
      return -1; // Files have no port.
    }

    @Override
    @Deprecated
    public FsServerDefaults getServerDefaults() throws IOException {
      return LocalConfigKeys.getServerDefaults();
    }

    @Override
    public FsServerDefaults getServerDefaults(Path path) throws IOException {
      return LocalConfigKeys.getServerDefaults();
    }

    @Override
    public boolean isValidName(String name) {
      return true; // Each system has its own rules.
    }
  }
}
