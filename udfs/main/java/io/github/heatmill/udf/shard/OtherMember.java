package io.github.heatmill.udf.shard;

import io.github.heatmill.image.format.FileKind;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Members of a tar file that are no regular files. A tar file has the bytes of a linked image once,
 * under another name, or not at all, and a stream does not go back.
 */
final class OtherMember {
  private static final String SPECIAL = "named pipe or device";

  private OtherMember() {}

  /** The image with its problem; empty if the member has not the name of an image. */
  static Optional<ShardImage> image(TarArchiveEntry entry) {
    String name = ShardMember.name(entry);
    return FileKind.isImageName(name)
        ? Optional.of(ShardImage.unreadable(name, problem(entry)))
        : Optional.empty();
  }

  private static String problem(TarArchiveEntry entry) {
    return isLink(entry)
        ? "Image is a %s to %s, without bytes of its own in the tar file (make it with tar %s)"
            .formatted(
                entry.isLink() ? "hard link" : "symbolic link",
                entry.getLinkName(),
                entry.isLink() ? "--hard-dereference" : "--dereference")
        : "Image is a " + SPECIAL + ", without bytes in the tar file (put a regular file there)";
  }

  /** Why the member is skipped if it has not the name of an image. */
  static String reason(TarArchiveEntry entry) {
    return isLink(entry) ? "link in a tar file" : SPECIAL;
  }

  private static boolean isLink(TarArchiveEntry entry) {
    return entry.isLink() || entry.isSymbolicLink();
  }
}
