package io.github.heatmill.job.input;

import io.github.heatmill.image.format.FileKind;
import io.github.heatmill.udf.image.ShardImages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** Lists the images and shards below folders and globs. Files with other names are only counted. */
final class ImageListing {
  private static final Pattern GLOB = Pattern.compile("[*?\\[{\\\\]");

  private final Configuration hadoop;
  private final LabelSource labels;
  private final long latest;
  private final TreeMap<String, ListedFile> byUri = new TreeMap<>();
  private long skipped;

  private ImageListing(Configuration hadoop, LabelSource labels, long latest) {
    this.hadoop = hadoop;
    this.labels = labels;
    this.latest = latest;
  }

  /**
   * Lists everything below the given places.
   *
   * @param places files, folders and globs of any of Hadoop's file systems
   * @param latest files that were changed later are left out, in milliseconds since 1970: they may
   *     still be written
   * @throws IllegalArgumentException naming all places that do not exist
   */
  static FoundFiles list(List<String> places, LabelSource labels, long latest, Configuration hadoop)
      throws IOException {
    ImageListing listing = new ImageListing(hadoop, labels, latest);
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
    return listing.found();
  }

  private FoundFiles found() {
    List<ListedFile> files = new ArrayList<>(byUri.size());
    // Polling frees the tree while the list grows, so the listing is in memory only once.
    for (var entry = byUri.pollFirstEntry(); entry != null; entry = byUri.pollFirstEntry()) {
      files.add(entry.getValue());
    }
    return new FoundFiles(files, skipped);
  }

  private boolean add(String place) throws IOException {
    Path path = new Path(place);
    FileSystem files = path.getFileSystem(hadoop);
    boolean literal = files.exists(path); // A name with brackets may be a file.
    FileStatus[] matches =
        literal ? new FileStatus[] {files.getFileStatus(path)} : files.globStatus(path);
    if (matches == null || matches.length == 0) {
      return false;
    }
    int start = files.makeQualified(literal ? path : aboveGlob(path)).toString().length();
    for (FileStatus match : matches) {
      addAll(files, match, start);
    }
    return true;
  }

  private static Path aboveGlob(Path glob) {
    Path path = glob;
    while (GLOB.matcher(path.toString()).find()) {
      path = path.getParent();
    }
    return path;
  }

  private void addAll(FileSystem files, FileStatus match, int start) throws IOException {
    if (!match.isDirectory()) {
      ShardImages.problem(match.getPath().toString())
          .ifPresent(
              problem -> {
                throw new IllegalArgumentException(problem);
              });
      addFile(match, start);
      return;
    }
    addFolder(files, match.getPath(), start);
  }

  /**
   * Lists a folder in depth: an object store in few requests, a local disk folder by folder. In one
   * request, Hadoop would start a process for each local file to find its owner.
   */
  private void addFolder(FileSystem files, Path folder, int start) throws IOException {
    if (files instanceof LocalFileSystem) {
      for (FileStatus each : files.listStatus(folder)) {
        if (each.isDirectory()) {
          addFolder(files, each.getPath(), start);
        } else {
          addFile(each, start);
        }
      }
      return;
    }
    RemoteIterator<LocatedFileStatus> all = files.listFiles(folder, true /* recursive */);
    while (all.hasNext()) {
      addFile(all.next(), start);
    }
  }

  /**
   * Adds a file unless it is hidden: hidden files with the names of images are thumbnails and
   * resource forks.
   *
   * @param start the length of the path that the user named, which may contain hidden folders
   */
  private void addFile(FileStatus file, int start) {
    String uri = file.getPath().toString();
    String name = file.getPath().getName();
    boolean hidden = uri.indexOf("/.", start) >= 0;
    if (hidden || !(FileKind.isImageName(name) || ShardImages.isShard(name))) {
      skipped++;
    } else if (file.getModificationTime() <= latest) {
      byUri.put(uri, ListedFile.of(file, labels.labelOf(file.getPath())));
    }
  }
}
