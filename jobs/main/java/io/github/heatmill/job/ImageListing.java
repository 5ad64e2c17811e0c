package io.github.heatmill.job;

import io.github.heatmill.image.ImageFormat;
import io.github.heatmill.udf.executor.InputImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Finds the images below folders and globs. Files that are not images by their name are counted,
 * not read.
 */
final class ImageListing {
  private static final Pattern GLOB = Pattern.compile("[*?\\[{\\\\]");

  private final Configuration hadoop;
  private final LabelSource labels;
  private final TreeMap<String, String> labelByUri = new TreeMap<>();
  private long skipped;

  private ImageListing(Configuration hadoop, LabelSource labels) {
    this.hadoop = hadoop;
    this.labels = labels;
  }

  /**
   * What was found.
   *
   * @param images each URI once, in order
   * @param skipped the number of other files
   */
  record Found(List<InputImage> images, long skipped) {}

  /**
   * Lists everything below the given places.
   *
   * @param places files, folders and globs of any of Hadoop's file systems
   * @throws IllegalArgumentException naming all places that do not exist, or if there is no image
   *     at all
   */
  static Found list(List<String> places, LabelSource labels, Configuration hadoop)
      throws IOException {
    ImageListing listing = new ImageListing(hadoop, labels);
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
    return listing.found(places);
  }

  private Found found(List<String> places) {
    if (labelByUri.isEmpty()) {
      throw new IllegalArgumentException(
          "No images found: "
              + String.join(", ", places)
              + " ("
              + skipped
              + " other files skipped)");
    }
    List<InputImage> images = new ArrayList<>(labelByUri.size());
    // Polling frees the tree while the list grows: the listing is never held twice.
    for (var entry = labelByUri.pollFirstEntry();
        entry != null;
        entry = labelByUri.pollFirstEntry()) {
      images.add(InputImage.file(entry.getKey(), entry.getValue()));
    }
    return new Found(images, skipped);
  }

  private boolean add(String place) throws IOException {
    Path path = new Path(place);
    FileSystem files = path.getFileSystem(hadoop);
    boolean literal = files.exists(path); // Brackets in a name need not mean a glob.
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
      addFile(match.getPath(), start);
      return;
    }
    RemoteIterator<LocatedFileStatus> all = files.listFiles(match.getPath(), true /* recursive */);
    while (all.hasNext()) {
      addFile(all.next().getPath(), start);
    }
  }

  /**
   * Hidden files and folders hold thumbnails and resource forks under the names of images.
   *
   * @param start the length of what the user wrote out: what is hidden there was asked for
   */
  private void addFile(Path file, int start) {
    boolean hidden = file.toString().indexOf("/.", start) >= 0;
    if (hidden || !ImageFormat.isImageName(file.getName())) {
      skipped++;
    } else {
      labelByUri.put(file.toString(), labels.labelOf(file));
    }
  }
}
