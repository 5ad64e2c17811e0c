package io.github.heatmill.udf.shard;

import io.github.heatmill.image.format.FileKind;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Tells of images that a tar file holds as links: it has their bytes once, under another name, or
 * not at all, and a stream does not go back.
 */
final class LinkedMember {

  private LinkedMember() {}

  /** The image with its problem; empty if the entry is no link with the name of an image. */
  static Optional<ShardImage> of(TarArchiveEntry entry) {
    String name = entry.getName().replaceFirst("^(\\./)+", "");
    boolean image = FileKind.isImageName(name) && !ShardMember.isHidden(name);
    if (!image || !(entry.isLink() || entry.isSymbolicLink())) {
      return Optional.empty();
    }
    return Optional.of(
        ShardImage.unreadable(
            name,
            "Image is a %s to %s, without bytes of its own in the tar file (make it with tar %s)"
                .formatted(
                    entry.isLink() ? "hard link" : "symbolic link",
                    entry.getLinkName(),
                    entry.isLink() ? "--hard-dereference" : "--dereference")));
  }
}
