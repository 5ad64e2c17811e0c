package io.github.heatmill.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The image formats that can be read. */
public enum ImageFormat {
  JPEG("\u00ff\u00d8\u00ff", "jpg", "jpeg", "jpe"),
  PNG("\u0089PNG\r\n\u001a\n", "png"),
  GIF("GIF8", "gif"),
  BMP("BM", "bmp"),
  TIFF("II*\0", "tif", "tiff"),
  WEBP("RIFF", "webp");

  private static final String TIFF_BIG_ENDIAN = "MM\0*";
  private static final String WEBP_FORM = "WEBP";

  private final String signature;
  private final List<String> extensions;

  ImageFormat(String signature, String... extensions) {
    this.signature = signature;
    this.extensions = List.of(extensions);
  }

  /**
   * Whether a file counts as an image when a folder is listed, judged by its extension in any case.
   * The real format is found on decoding, from the content.
   */
  public static boolean isImageName(String fileName) {
    String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return fileName.contains(".")
        && Arrays.stream(values()).anyMatch(format -> format.extensions.contains(extension));
  }

  /** The format that a file's first bytes announce. */
  public static Optional<ImageFormat> of(byte[] encoded) {
    return Arrays.stream(values()).filter(format -> format.announcedBy(encoded)).findFirst();
  }

  private boolean announcedBy(byte[] encoded) {
    return switch (this) {
      case WEBP -> has(encoded, 0, signature) && has(encoded, 8, WEBP_FORM);
      case TIFF -> has(encoded, 0, signature) || has(encoded, 0, TIFF_BIG_ENDIAN);
      default -> has(encoded, 0, signature);
    };
  }

  /** Whether the bytes from {@code offset} on are those of an ISO 8859-1 text. */
  public static boolean has(byte[] bytes, int offset, String text) {
    byte[] expected = text.getBytes(StandardCharsets.ISO_8859_1);
    int end = offset + expected.length;
    return end <= bytes.length && Arrays.equals(expected, Arrays.copyOfRange(bytes, offset, end));
  }
}
