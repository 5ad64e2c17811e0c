package io.github.heatmill.job.input.listing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Sorts the entries that a listing meets: each becomes an image or a shard, or is skipped for a
 * reason that is counted. An entry that two places share counts once.
 */
final class Findings {
  private static final String HIDDEN = "hidden";

  private final FileFilter.Matcher filter;
  private final long latest;
  private final TreeMap<String, ListedFile> images = new TreeMap<>();
  private final Map<String, Long> skipped = new TreeMap<>();
  private final Set<String> skippedUris = new HashSet<>();
  private final List<FolderEntry> unknown = new ArrayList<>();

  /**
   * Starts without any.
   *
   * @param latest files that were changed later are left out, in milliseconds since 1970
   */
  Findings(FileFilter filter, long latest) {
    this.filter = filter.matcher();
    this.latest = latest;
  }

  /** A regular file; a name that says nothing is decided by its first bytes, in the end. */
  void file(FolderEntry entry) {
    if (isWanted(entry)) {
      if (entry.isNamedAsImage()) {
        image(entry);
      } else {
        unknown.add(entry);
      }
    }
  }

  /** An entry that the user named, whatever its name says. */
  void outright(FolderEntry entry) {
    image(entry);
  }

  /**
   * An entry that cannot be opened: an error if its name is that of an image.
   *
   * @param reason why it is skipped otherwise
   */
  void broken(FolderEntry entry, String reason) {
    if (isWanted(entry)) {
      if (entry.isNamedAsImage()) {
        image(entry);
      } else {
        skip(entry.uri(), reason);
      }
    }
  }

  /** A folder that cannot be listed: an error, since it may hold images. */
  void unlisted(FolderEntry folder) {
    boolean wanted =
        filter.refusal(folder.relative()).isEmpty()
            && filter.refusal(folder.relative() + "/*").isEmpty();
    if (folder.isHidden()) {
      skip(folder.uri(), HIDDEN);
    } else if (!wanted) {
      skip(folder.uri(), "excluded by --exclude");
    } else {
      image(folder);
    }
  }

  /** An entry that is skipped, hidden or not. */
  void skip(String uri, String reason) {
    if (skippedUris.add(uri)) {
      skipped.merge(reason, 1L, Long::sum);
    }
  }

  private boolean isWanted(FolderEntry entry) {
    if (entry.isHidden()) {
      skip(entry.uri(), HIDDEN);
      return false;
    }
    Optional<String> refusal = filter.refusal(entry.relative());
    refusal.ifPresent(reason -> skip(entry.uri(), reason));
    return refusal.isEmpty();
  }

  private void image(FolderEntry entry) {
    if (entry.modified() <= latest) {
      images.put(entry.uri(), entry.listed());
    }
  }

  /** What was found, each file once, in the order of the URIs. */
  FoundFiles found() {
    FirstBytes.sort(unknown, this::image, this::skip);
    List<ListedFile> files = new ArrayList<>(images.size());
    // Polling frees the tree while the list grows, so the listing is in memory only once.
    for (var entry = images.pollFirstEntry(); entry != null; entry = images.pollFirstEntry()) {
      files.add(entry.getValue());
    }
    return new FoundFiles(files, new SkippedFiles(skipped));
  }
}
