package io.github.heatmill.job.input.listing;

import io.github.heatmill.udf.image.ShardImages;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** Lists files of Hadoop's file systems, such as HDFS and object stores, in few requests. */
final class StoredFiles {
  private final Findings findings;
  private final Configuration hadoop;

  StoredFiles(Findings findings, Configuration hadoop) {
    this.findings = findings;
    this.hadoop = hadoop;
  }

  /** Lists a file, a folder in depth, or what matches a glob; returns whether there is any. */
  boolean add(Path path) throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    boolean literal = files.exists(path); // A name with brackets may be a file.
    FileStatus[] matches =
        literal ? new FileStatus[] {files.getFileStatus(path)} : globbed(files, path);
    if (matches == null || matches.length == 0) {
      return false;
    }
    int above = files.makeQualified(literal ? path : aboveGlob(path)).toString().length();
    for (FileStatus match : matches) {
      if (match.isDirectory()) {
        addFolder(files, match.getPath(), above);
      } else {
        ShardImages.expectPlain(match.getPath().toString());
        if (literal) {
          findings.outright(entry(files, match, above));
        } else {
          findings.file(entry(files, match, above));
        }
      }
    }
    return true;
  }

  private static FileStatus[] globbed(FileSystem files, Path glob) throws IOException {
    try {
      return files.globStatus(glob);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Glob cannot be matched: "
              + glob
              + " ("
              + e.getMessage()
              + "; name the folder, and the files by --include)",
          e);
    }
  }

  private static Path aboveGlob(Path glob) {
    Path path = glob;
    while (LocalGlob.hasWildcard(path.toString())) {
      path = path.getParent();
    }
    return path;
  }

  private void addFolder(FileSystem files, Path folder, int above) throws IOException {
    RemoteIterator<LocatedFileStatus> all = files.listFiles(folder, true /* recursive */);
    while (all.hasNext()) {
      findings.file(entry(files, all.next(), above));
    }
  }

  private static FolderEntry entry(FileSystem files, FileStatus file, int above) {
    String uri = file.getPath().toString();
    return new FolderEntry(
        uri,
        uri.substring(Math.min(uri.length(), above + 1)),
        file.getLen(),
        file.getModificationTime(),
        null,
        () -> files.open(file.getPath()));
  }
}
