package io.github.heatmill.job.problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says which disk is full, which the system does not. */
final class FullDisk {
  private static final Pattern FULL =
      Pattern.compile("No space left on device|Disk quota exceeded");

  /** A disk with less is full; with more, it is when somebody else has deleted files since. */
  private static final long ROOM = 1 << 20;

  private FullDisk() {}

  /** The reason, if it is a full disk. */
  static Optional<String> line(String failure, List<Path> written) {
    Matcher full = FULL.matcher(failure);
    return full.find()
        ? Optional.of(
            full.group()
                + places(written)
                + " (free some there, then give the same command again; TMPDIR names the folder of"
                + " temporary files)")
        : Optional.empty();
  }

  /** The places that are full; all that can be meant if none is any more. */
  static String places(List<Path> written) {
    List<Path> full = written.stream().filter(FullDisk::isFull).toList();
    List<Path> meant = full.isEmpty() ? written : full;
    return meant.isEmpty()
        ? ""
        : meant.stream().map(Path::toString).collect(Collectors.joining(" or ", " in ", ""));
  }

  private static boolean isFull(Path place) {
    Optional<Path> existing =
        Stream.iterate(place.toAbsolutePath(), Objects::nonNull, Path::getParent)
            .filter(Files::exists)
            .findFirst();
    try {
      return existing.isPresent() && Files.getFileStore(existing.get()).getUsableSpace() < ROOM;
    } catch (IOException e) {
      return false;
    }
  }
}
