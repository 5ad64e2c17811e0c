package io.github.heatmill.image.format;

import static io.github.heatmill.image.format.Signature.at;
import static io.github.heatmill.image.format.Signature.starts;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The image formats that can be read. */
public enum ImageFormat {
  JPEG(starts("\u00ff\u00d8\u00ff"), "jpg", "jpeg", "jpe", "jfif"),
  PNG(starts("\u0089PNG\r\n\u001a\n"), "png"),
  GIF(starts("GIF8"), "gif"),
  BMP(ImageFormat::isBmp, "bmp", "dib"),
  TIFF(starts("II*\0").or(starts("MM\0*")).or(starts("II+\0")).or(starts("MM\0+")), "tif", "tiff"),
  WEBP(starts("RIFF").and(at(8, "WEBP")), "webp"),
  PNM(ImageFormat::isPnm, "ppm", "pgm", "pbm", "pnm");

  private static final int BMP_INFO = 14;
  private static final int SMALLEST_BMP_INFO = 12;
  private static final int LARGEST_BMP_INFO = 124;

  /** The kind, and after spaces and comments the width. */
  private static final Pattern PNM_HEADER =
      Pattern.compile("P[1-6](?:\\s|#[^\\n\\r]*[\\n\\r])+\\d");

  private final Signature signature;
  private final List<String> extensions;

  ImageFormat(Signature signature, String... extensions) {
    this.signature = signature;
    this.extensions = List.of(extensions);
  }

  /** The format that a file's first bytes announce. */
  public static Optional<ImageFormat> of(byte[] start) {
    return Arrays.stream(values()).filter(format -> format.signature.matches(start)).findFirst();
  }

  /** The usual extensions of file names, in lower case and without the dot. */
  List<String> extensions() {
    return extensions;
  }

  // Texts begin with the two letters, too, but none of them states the length of a header.
  private static boolean isBmp(byte[] start) {
    if (!Signature.has(start, 0, "BM") || start.length < BMP_INFO + Integer.BYTES) {
      return false;
    }
    int info = start[BMP_INFO] & 0xff;
    return info >= SMALLEST_BMP_INFO
        && info <= LARGEST_BMP_INFO
        && start[BMP_INFO + 1] == 0
        && start[BMP_INFO + 2] == 0
        && start[BMP_INFO + 3] == 0;
  }

  private static boolean isPnm(byte[] start) {
    return Signature.has(start, 0, "P") && PNM_HEADER.matcher(TextFile.text(start)).lookingAt();
  }
}
