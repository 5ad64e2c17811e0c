package io.github.heatmill.udf.shard;

import io.github.heatmill.image.ImageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A file of a shard, named as WebDataset reads names: the key goes up to the first dot of the file
 * name, and the extension is all that follows it.
 *
 * @param key what the members of a sample share, with the folder
 * @param extension without its leading dot; may hold further dots
 */
record ShardMember(String key, String extension) {
  private static final Pattern NAME = Pattern.compile("((?:.*/)?[^./][^./]*)\\.([^/]+)");

  /** What Macs and other tools put beside files, under the files' own names. */
  private static final Pattern HIDDEN =
      Pattern.compile("(?:.*/)?(?:\\.(?!\\.?/)[^/]*|PaxHeaders?(?:\\.\\d+)?|__[^/]*__)(?:/.*)?");

  private static final Set<Byte> FILES =
      Set.of(
          TarConstants.LF_NORMAL,
          TarConstants.LF_OLDNORM,
          TarConstants.LF_CONTIG,
          TarConstants.LF_GNUTYPE_SPARSE);

  /** The member that an entry is; empty for folders, links, devices, and what is hidden. */
  static Optional<ShardMember> of(TarArchiveEntry entry) {
    String name = entry.getName().replaceFirst("^(\\./)+", "");
    Matcher parts = NAME.matcher(name);
    boolean member =
        FILES.contains(entry.getLinkFlag()) && !HIDDEN.matcher(name).matches() && parts.matches();
    return member ? Optional.of(new ShardMember(parts.group(1), parts.group(2))) : Optional.empty();
  }

  /** The name under which it lies in the shard. */
  String name() {
    return key + "." + extension;
  }

  boolean isImage() {
    return ImageFormat.isImageName(name());
  }

  /** Whether it is the member of this extension, in any case. */
  boolean is(String wanted) {
    return extension.toLowerCase(Locale.ROOT).equals(wanted);
  }
}
