package io.github.heatmill.job.owner;

import java.io.IOException;

/** Holds the file of a folder's owner. */
interface Holding extends AutoCloseable {
  /** Replaces the text of the file. */
  void write(FolderOwner owner) throws IOException;

  /** Lets go of the file, which stays. */
  @Override
  void close() throws IOException;
}
