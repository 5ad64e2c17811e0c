package io.github.heatmill.udf.shard;

import io.github.heatmill.image.format.FileKind;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A file in a shard, with its name split as in WebDataset: the key ends before the first dot of the
 * file name, and the extension is the rest.
 *
 * @param key the folder and name that the members of a sample share
 * @param extension without its leading dot; may contain further dots; empty without one
 */
record ShardMember(String key, String extension) {
  private static final Pattern NAME = Pattern.compile("((?:.*/)?[^./][^./]*)(?:\\.([^/]*))?");

  /** Hidden files that macOS and other tools put beside files, under the names of these files. */
  private static final Pattern HIDDEN =
      Pattern.compile("(?:.*/)?(?:\\.(?!\\.?/)[^/]*|PaxHeaders?(?:\\.\\d+)?|__[^/]*__)(?:/.*)?");

  private static final Set<Byte> FILES =
      Set.of(
          TarConstants.LF_NORMAL,
          TarConstants.LF_OLDNORM,
          TarConstants.LF_CONTIG,
          TarConstants.LF_GNUTYPE_SPARSE);

  /** Whether a name is that of a hidden file, or in a hidden folder. */
  static boolean isHidden(String name) {
    return HIDDEN.matcher(name).matches();
  }

  /** The name of a tar entry, without the current folder. */
  static String name(TarArchiveEntry entry) {
    return entry.getName().replaceFirst("^(\\./)+", "");
  }

  /** Whether a tar entry is a regular file. */
  static boolean isFile(TarArchiveEntry entry) {
    return FILES.contains(entry.getLinkFlag());
  }

  /** The member of a tar entry that is a regular file. */
  static ShardMember of(TarArchiveEntry entry) {
    String name = name(entry);
    Matcher parts = NAME.matcher(name);
    return parts.matches()
        ? new ShardMember(parts.group(1), Optional.ofNullable(parts.group(2)).orElse(""))
        : new ShardMember(name, ""); // Such as a name that ends with a slash.
  }

  /** The name in the shard. */
  String name() {
    return extension.isEmpty() ? key : key + "." + extension;
  }

  boolean isImage() {
    return FileKind.isImageName(name());
  }

  /** Whether the member has this extension, in upper or lower case. */
  boolean is(String wanted) {
    return extension.toLowerCase(Locale.ROOT).equals(wanted);
  }
}
