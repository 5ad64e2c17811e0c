package io.github.heatmill.job.input.listing;

import io.github.heatmill.image.format.FileKind;
import io.github.heatmill.udf.image.ShardImages;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file, or another entry of a folder, that a listing meets.
 *
 * @param uri its URI; for a name that is not UTF-8, one that can be typed
 * @param relative its path below the place that the user named
 * @param length its size in bytes
 * @param modified the time of its last change, in milliseconds since 1970
 * @param problem the reason why it cannot be read, in one sentence; null if it may be read
 * @param opening opens it to look at its first bytes
 */
record FolderEntry(
    String uri, String relative, long length, long modified, String problem, Opening opening) {

  /** Opens a file. */
  @FunctionalInterface
  interface Opening {
    InputStream open() throws IOException;
  }

  /** The same entry, which cannot be read. */
  FolderEntry broken(String reason) {
    return new FolderEntry(uri, relative, length, modified, reason, opening);
  }

  /**
   * Whether it, or a folder above it and below the place, is hidden: hidden files with the names of
   * images are thumbnails and resource forks.
   */
  boolean isHidden() {
    return relative.startsWith(".") || relative.contains("/.");
  }

  /** Whether its name says that it is an image or a shard. */
  boolean isNamedAsImage() {
    return FileKind.isImageName(uri.substring(uri.lastIndexOf('/') + 1))
        || ShardImages.isShard(uri);
  }

  ListedFile listed() {
    return new ListedFile(uri, null, length, problem);
  }
}
