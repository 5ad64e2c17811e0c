package io.github.heatmill.job.input.listing;

import io.github.heatmill.udf.image.ShardImages;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;

/**
 * Lists folders of the local disk, which Hadoop lists without the entries that it cannot open. Each
 * folder is entered once, whatever links lead to it; it keeps its own name if it is below the
 * place. Named pipes, sockets and devices are never opened.
 */
final class LocalFolders {
  private static final String SPECIAL = "named pipe, socket or device";

  private static final String NEVER_OPENED =
      "Image is a " + SPECIAL + ", which is never opened (put a regular file there)";

  private final Findings findings;
  private final Set<Object> entered = new HashSet<>();
  private final Queue<Link> links = new PriorityQueue<>();

  LocalFolders(Findings findings) {
    this.findings = findings;
  }

  /**
   * A link to a folder.
   *
   * @param place the folder with respect to which paths are relative
   */
  private record Link(Path path, Path place) implements Comparable<Link> {
    @Override
    public int compareTo(Link other) {
      int depth = Integer.compare(path.getNameCount(), other.path.getNameCount());
      return depth == 0 ? path.compareTo(other.path) : depth;
    }
  }

  /** Lists a file or a folder that the user named, and that exists, be it a link that is broken. */
  void outright(Path path) {
    Optional<BasicFileAttributes> target = target(path);
    if (target.filter(BasicFileAttributes::isDirectory).isPresent()) {
      enter(path, path, target.get());
    } else {
      refuseCompressed(path);
      FolderEntry entry = file(path, path, target);
      findings.outright(
          target.filter(BasicFileAttributes::isRegularFile).isPresent()
              ? entry
              : entry.broken(target.isPresent() ? NEVER_OPENED : unreadable(path)));
    }
    followLinks();
  }

  /**
   * Lists what matches a glob.
   *
   * @param place the folder above the glob
   */
  void matched(Iterable<Path> matches, Path place) {
    for (Path match : matches) {
      Deque<Path> folders = new ArrayDeque<>();
      refuseCompressed(match);
      add(match, place, folders);
      walk(folders, place);
    }
    followLinks();
  }

  private static void refuseCompressed(Path file) {
    if (!Files.isDirectory(file)) {
      ShardImages.expectPlain("file:" + LocalName.of(file));
    }
  }

  /** Links come last, so that a folder with two names has its own one. */
  private void followLinks() {
    for (Link link = links.poll(); link != null; link = links.poll()) {
      Optional<BasicFileAttributes> target = target(link.path);
      if (target.isEmpty() || !enter(link.path, link.place, target.get())) {
        findings.skip("file:" + LocalName.of(link.path), "link to a folder that is listed already");
      }
    }
  }

  private boolean enter(Path folder, Path place, BasicFileAttributes attributes) {
    boolean first = isFirst(folder, attributes);
    if (first) {
      walk(new ArrayDeque<>(Set.of(folder)), place);
    }
    return first;
  }

  /** By device and inode, which no two folders share; by the real path where there are none. */
  private boolean isFirst(Path folder, BasicFileAttributes attributes) {
    try {
      return entered.add(attributes.fileKey() == null ? folder.toRealPath() : attributes.fileKey());
    } catch (IOException e) {
      return true; // Listing it tells what is wrong.
    }
  }

  /** Lists folders in depth; a stack of its own has no limit of depth. */
  private void walk(Deque<Path> folders, Path place) {
    while (!folders.isEmpty()) {
      Path folder = folders.pop();
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        entries.forEach(entry -> add(entry, place, folders));
      } catch (IOException | DirectoryIteratorException e) {
        findings.unlisted(
            file(folder, place, Optional.empty())
                .broken(
                    "Folder cannot be listed: "
                        + reason(e)
                        + " (make it readable, or leave it out by --exclude)"));
      }
    }
  }

  private static String reason(Exception failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause instanceof FileSystemException known && known.getReason() != null
        ? known.getReason()
        : cause.getClass().getSimpleName().replace("Exception", "");
  }

  private void add(Path path, Path place, Deque<Path> folders) {
    Optional<BasicFileAttributes> own = attributes(path, LinkOption.NOFOLLOW_LINKS);
    boolean link = own.filter(BasicFileAttributes::isSymbolicLink).isPresent();
    Optional<BasicFileAttributes> target = link ? target(path) : own;
    FolderEntry entry = file(path, place, target);
    if (target.isEmpty()) {
      findings.broken(entry.broken(unreadable(path)), "link that leads nowhere");
    } else if (target.get().isRegularFile()) {
      findings.file(entry);
    } else if (!target.get().isDirectory()) {
      findings.broken(entry.broken(NEVER_OPENED), SPECIAL);
    } else if (!link) {
      if (isFirst(path, target.get())) {
        folders.push(path);
      }
    } else if (entry.isHidden()) {
      findings.broken(entry, "");
    } else {
      links.add(new Link(path, place));
    }
  }

  private static Optional<BasicFileAttributes> target(Path path) {
    return attributes(path);
  }

  private static Optional<BasicFileAttributes> attributes(Path path, LinkOption... options) {
    try {
      return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, options));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The reason why there are no attributes of what a path leads to. */
  private static String unreadable(Path path) {
    try {
      path.toRealPath();
      return "File could not be looked at (try again)";
    } catch (NoSuchFileException e) {
      return Files.isSymbolicLink(path)
          ? "Link leads nowhere: to "
              + targetName(path)
              + " (fetch that file, as git annex get and dvc pull do, or remove the link)"
          : "File was removed while its folder was listed (try again)";
    } catch (IOException e) {
      return "Link cannot be followed: to " + targetName(path) + " (" + reason(e) + ")";
    }
  }

  private static String targetName(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "an unknown place";
    }
  }

  private static FolderEntry file(Path path, Path place, Optional<BasicFileAttributes> attributes) {
    String name = LocalName.of(path);
    int above = place.getParent() == null ? 0 : LocalName.of(place).length();
    return new FolderEntry(
        "file:" + name,
        name.substring(Math.min(name.length(), above + 1)),
        attributes.map(BasicFileAttributes::size).orElse(0L),
        attributes.map(found -> found.lastModifiedTime().toMillis()).orElse(0L),
        LocalName.problem(path).orElse(null),
        () -> Files.newInputStream(path));
  }
}
