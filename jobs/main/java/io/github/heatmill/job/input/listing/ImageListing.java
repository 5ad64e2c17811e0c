package io.github.heatmill.job.input.listing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Lists the images and shards below folders and globs. A usual name says that a file is an image;
 * of other files, the first bytes do.
 */
public final class ImageListing {
  private final Configuration hadoop;
  private final LocalFolders local;
  private final StoredFiles stored;

  private ImageListing(Findings findings, Configuration hadoop) {
    this.hadoop = hadoop;
    this.local = new LocalFolders(findings);
    this.stored = new StoredFiles(findings, hadoop);
  }

  /**
   * Lists everything below the given places.
   *
   * @param places files, folders and globs of any of Hadoop's file systems
   * @param filter the files that are wanted
   * @param latest files that were changed later are left out, in milliseconds since 1970: they may
   *     still be written
   * @throws IllegalArgumentException naming all places that do not exist
   */
  public static FoundFiles list(
      List<String> places, FileFilter filter, long latest, Configuration hadoop)
      throws IOException {
    Findings findings = new Findings(filter, latest);
    ImageListing listing = new ImageListing(findings, hadoop);
    List<String> missing = new ArrayList<>();
    for (String place : places) {
      if (!listing.add(place)) {
        missing.add(place);
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "Missing images: "
              + String.join(", ", missing)
              + " (must be a file, a folder or a glob that matches)");
    }
    return findings.found();
  }

  private boolean add(String place) throws IOException {
    Optional<java.nio.file.Path> plain = existing(place);
    if (plain.isPresent() && FileSystem.get(hadoop) instanceof LocalFileSystem) {
      local.outright(plain.get()); // Be its name one that Hadoop takes for a URI.
      return true;
    }
    Path path = new Path(place);
    if (!(path.getFileSystem(hadoop) instanceof LocalFileSystem files)) {
      return stored.add(path);
    }
    String absolute = files.makeQualified(path).toUri().getPath();
    Optional<java.nio.file.Path> named = existing(absolute);
    if (named.isPresent()) {
      local.outright(named.get());
      return true;
    }
    LocalGlob glob = LocalGlob.of(absolute);
    local.matched(glob.matches(), glob.place());
    return !glob.matches().isEmpty();
  }

  /** The file or link of this name, whatever signs it has. */
  private static Optional<java.nio.file.Path> existing(String name) {
    try {
      java.nio.file.Path path = java.nio.file.Path.of(name).toAbsolutePath().normalize();
      boolean exists = !name.isEmpty() && Files.exists(path, LinkOption.NOFOLLOW_LINKS);
      return exists ? Optional.of(path) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
