package io.github.heatmill.job.owner;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file on this machine's disks that the operating system has locked, so that the lock ends with
 * this process, however that ends.
 */
record DiskLock(FileChannel channel) implements Holding {

  /**
   * Locks a file, and makes it if it is missing; empty if its file system has no locks.
   *
   * @param folder for the message
   * @throws IllegalArgumentException naming the process that has locked it
   */
  static Optional<DiskLock> of(Path file, String folder) throws IOException {
    Files.createDirectories(file.getParent());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean locked;
    try {
      locked = channel.tryLock() != null;
    } catch (IOException e) {
      channel.close();
      return Optional.empty();
    }
    if (!locked) {
      channel.close();
      throw FolderOwner.parse(Files.readString(file)).refusal(folder);
    }
    return Optional.of(new DiskLock(channel));
  }

  @Override
  public void write(FolderOwner owner) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(owner.json().getBytes(StandardCharsets.UTF_8)), 0);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
