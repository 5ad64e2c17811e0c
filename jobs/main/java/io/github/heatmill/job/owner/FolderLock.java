package io.github.heatmill.job.owner;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a second job out of an output folder while one writes there. The file that does so stays
 * when the job is done, and tells that Heatmill has made the folder.
 */
public final class FolderLock implements AutoCloseable {
  /** The file, hidden so that nobody takes it for a part of the result. */
  public static final String FILE = ".heatmill.json";

  /**
   * The folders that this process holds. It must not open their files again: with the first of two
   * channels that Java closes, the system takes the lock away.
   */
  private static final Map<String, FolderLock> HELD = new ConcurrentHashMap<>();

  private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);

  private final String folder;
  private final FolderOwner owner;
  private final Holding holding;

  /** Leaves no folder behind that was made for a job that has written nothing. */
  private final Runnable tidying;

  private FolderLock(String folder, FolderOwner owner, Holding holding, Runnable tidying) {
    this.folder = folder;
    this.owner = owner;
    this.holding = holding;
    this.tidying = tidying;
  }

  /**
   * Takes a folder, and makes it if it is missing.
   *
   * @param folder its qualified URI
   * @param job the command, such as {@code explain}
   * @throws IllegalArgumentException naming the process that writes there
   */
  public static synchronized FolderLock take(String folder, String job, Configuration hadoop)
      throws IOException {
    expectNotHeld(folder);
    FolderOwner owner = FolderOwner.here(job);
    Path file = new Path(folder, FILE);
    FileSystem files = file.getFileSystem(hadoop);
    Runnable tidying =
        files.exists(file.getParent()) ? () -> {} : () -> deleteIfUnused(files, file);
    Optional<DiskLock> locked =
        isLocal(files) ? DiskLock.of(onDisk(file), folder) : Optional.empty();
    Holding holding = locked.isPresent() ? locked.get() : StoreLock.of(raw(files), file);
    holding.write(owner);
    FolderLock lock = new FolderLock(folder, owner, holding, tidying);
    HELD.put(folder, lock);
    return lock;
  }

  /**
   * Checks that no job writes in a folder.
   *
   * @param folder its qualified URI
   * @throws IllegalArgumentException naming the process that writes there
   */
  public static synchronized void expectFree(String folder, Configuration hadoop)
      throws IOException {
    expectNotHeld(folder);
    Path file = new Path(folder, FILE);
    FileSystem files = file.getFileSystem(hadoop);
    if (isLocal(files) && !Files.isWritable(onDisk(file))) {
      return; // There is none, or the job will tell that it must not write here.
    }
    Optional<DiskLock> locked =
        isLocal(files) ? DiskLock.of(onDisk(file), folder) : Optional.empty();
    if (locked.isPresent()) {
      locked.get().close();
    } else {
      StoreLock.expectFree(files, file);
    }
  }

  /** The command that wrote a folder last; empty if that was not Heatmill. */
  public static synchronized Optional<String> job(String folder, Configuration hadoop)
      throws IOException {
    FolderLock held = HELD.get(folder);
    if (held != null) {
      return Optional.of(held.owner.job());
    }
    Path file = new Path(folder, FILE);
    return StoreLock.owner(file.getFileSystem(hadoop), file).map(FolderOwner::job);
  }

  private static void expectNotHeld(String folder) {
    FolderLock held = HELD.get(folder);
    if (held != null) {
      throw held.owner.refusal(folder);
    }
  }

  private static boolean isLocal(FileSystem files) {
    return files.getUri().getScheme().equals("file");
  }

  private static void deleteIfUnused(FileSystem files, Path file) {
    try {
      if (files.listStatus(file.getParent()).length == 1) {
        files.delete(file, false /* recursive */);
        files.delete(file.getParent(), false /* recursive */);
      }
    } catch (IOException e) {
      LOG.debug("Cannot delete {}", file, e); // Nobody misses it.
    }
  }

  /** Hadoop would leave a hidden file of checksums beside a local one. */
  private static FileSystem raw(FileSystem files) {
    return files instanceof LocalFileSystem local ? local.getRaw() : files;
  }

  private static java.nio.file.Path onDisk(Path file) {
    return java.nio.file.Path.of(file.toUri().getPath());
  }

  /** Lets the next job in. */
  @Override
  public void close() {
    synchronized (FolderLock.class) {
      if (HELD.remove(folder, this)) {
        try (holding) {
          holding.write(owner.done());
          tidying.run();
        } catch (IOException e) {
          // The disk is lost or full, which the job itself has noticed. The lock ends all the same.
          LOG.debug("Cannot write {}/{}", folder, FILE, e);
        }
      }
    }
  }
}
