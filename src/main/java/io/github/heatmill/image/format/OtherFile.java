package io.github.heatmill.image.format;

import static io.github.heatmill.image.format.Signature.at;
import static io.github.heatmill.image.format.Signature.starts;

import java.util.Arrays;
import java.util.Optional;

/** Files that are no images and that people have beside their images, or in place of them. */
enum OtherFile {
  ZIP("zip archive", starts("PK\u0003\u0004").or(starts("PK\u0005\u0006"))),
  GZIP("gzip archive", starts("\u001f\u008b")),
  TAR("tar archive", at(257, "ustar")),
  SEVEN_ZIP("7z archive", starts("7z\u00bc\u00af\u0027\u001c")),
  RAR("rar archive", starts("Rar!\u001a\u0007")),
  XZ("xz archive", starts("\u00fd7zXZ")),
  ZSTANDARD("zstd archive", starts("(\u00b5/\u00fd")),
  BZIP2("bzip2 archive", starts("BZh")),
  PDF("PDF document", starts("%PDF-")),
  OFFICE("Office document", starts("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1")),
  PARQUET("Parquet file", starts("PAR1")),
  HDF5("HDF5 file", starts("\u0089HDF\r\n\u001a\n")),
  NUMPY("NumPy array", starts("\u0093NUMPY")),
  SQLITE("SQLite database", starts("SQLite format 3\0")),
  MATLAB("MATLAB file", starts("MATLAB 5.0 MAT-file")),
  PROGRAM("program", starts("\u007fELF").or(starts("\u00cf\u00fa\u00ed\u00fe"))),
  JAVA_CLASS("Java class", starts("\u00ca\u00fe\u00ba\u00be")),
  MATROSKA("Matroska or WebM video", starts("\u001aE\u00df\u00a3")),
  MPEG("MPEG video", starts("\0\0\1\u00ba").or(starts("\0\0\1\u00b3"))),
  MP4("MP4 or QuickTime video", at(4, "ftyp").or(at(4, "moov"))),
  AVI("AVI video", starts("RIFF").and(at(8, "AVI "))),
  WAVE("WAV sound", starts("RIFF").and(at(8, "WAVE"))),
  MP3("MP3 sound", starts("ID3")),
  FLAC("FLAC sound", starts("fLaC")),
  OGG("Ogg file", starts("OggS")),
  MACOS("macOS attributes of another file", starts("\0\5\u0016\7")),
  MACOS_FOLDER("macOS folder settings", starts("\0\0\0\u0001Bud1")),
  WINDOWS_THUMBNAILS("Windows thumbnails", starts("CMMM"));

  private final String title;
  private final Signature signature;

  OtherFile(String title, Signature signature) {
    this.title = title;
    this.signature = signature;
  }

  /** The kind that a file's first bytes announce. */
  static Optional<OtherFile> of(byte[] start) {
    return Arrays.stream(values()).filter(kind -> kind.signature.matches(start)).findFirst();
  }

  /** The name that people use. */
  String title() {
    return title;
  }
}
