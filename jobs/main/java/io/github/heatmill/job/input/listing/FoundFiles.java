package io.github.heatmill.job.input.listing;

import static java.util.stream.Collectors.toMap;

import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The result of a listing.
 *
 * @param files each once, in the order of their URIs
 * @param skipped the entries of folders that are neither images nor shards
 */
public record FoundFiles(List<ListedFile> files, SkippedFiles skipped) {

  /** These files, of which nothing was skipped. */
  public static FoundFiles only(List<ListedFile> files) {
    return new FoundFiles(files, SkippedFiles.NONE);
  }

  /** Whether some files are shards, so that the number of images is unknown. */
  public boolean hasShards() {
    return files.stream().anyMatch(ListedFile::isShard);
  }

  /** The files that cannot be read, by their URIs. */
  public Map<String, ListedFile> broken() {
    return files.stream()
        .filter(file -> file.problem() != null)
        .collect(toMap(ListedFile::uri, file -> file));
  }

  /** The files that are not among the given URIs, which may come in any order. */
  public List<ListedFile> without(Iterator<String> known) {
    BitSet unseen = new BitSet(files.size());
    unseen.set(0, files.size());
    Comparator<ListedFile> byUri = Comparator.comparing(ListedFile::uri);
    while (known.hasNext()) {
      int at = Collections.binarySearch(files, new ListedFile(known.next(), null, 0), byUri);
      if (at >= 0) {
        unseen.clear(at);
      }
    }
    return unseen.cardinality() == files.size()
        ? files
        : IntStream.range(0, files.size()).filter(unseen::get).mapToObj(files::get).toList();
  }
}
