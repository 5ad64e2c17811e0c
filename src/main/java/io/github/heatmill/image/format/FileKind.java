package io.github.heatmill.image.format;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a file is, judged by its first bytes.
 *
 * @param verdict whether it is an image, and whether that can be read
 * @param name what people call such a file: {@code JPEG image}, {@code HEIC image}, {@code HTML
 *     page}, {@code empty file}
 * @param reason why it is not read, in one sentence with the remedy: {@code HEIC image, not
 *     supported (convert it to JPEG or PNG)}; empty for an image that can be read
 */
public record FileKind(Verdict verdict, String name, String reason) {
  /** The number of first bytes that decide. More are not looked at. */
  public static final int START_BYTES = 4096;

  /** Whether a file is an image. */
  public enum Verdict {
    /** An image of one of the {@link ImageFormat}s; the rest of the file may still be damaged. */
    IMAGE,
    /** An image that is not supported, or a placeholder for a file that has not been fetched. */
    UNREADABLE_IMAGE,
    /** No image. */
    NO_IMAGE
  }

  private static final int SHOWN_BYTES = 8;
  private static final String LFS_POINTER = "version https://git-lfs.github.com/spec/";

  /** The path to the content that git-annex puts into a file in place of it. */
  private static final List<String> ANNEX_POINTERS =
      List.of("/annex/objects/", "../.git/annex/objects/", ".git/annex/objects/");

  private static final Set<String> EXTENSIONS =
      Stream.concat(
              Arrays.stream(ImageFormat.values()).map(ImageFormat::extensions),
              Arrays.stream(OtherImage.values()).map(OtherImage::extensions))
          .flatMap(List::stream)
          .collect(Collectors.toUnmodifiableSet());

  /**
   * What a file is.
   *
   * @param start its first {@link #START_BYTES} bytes, or all of them if it has fewer; more do no
   *     harm
   */
  public static FileKind of(byte[] start) {
    if (start.length == 0) {
      return none("empty file", "Empty file, no image (0 bytes)");
    }
    Optional<ImageFormat> format = ImageFormat.of(start);
    if (format.isPresent()) {
      return new FileKind(Verdict.IMAGE, format.get() + " image", "");
    }
    Optional<OtherImage> other = OtherImage.of(start);
    return other.isPresent() ? unsupported(other.get()) : noImage(start);
  }

  /**
   * Whether the extension of a file's name, in any case, is that of an image of a format that is
   * read, or known and not read. A name is a hint for listings; the content decides.
   */
  public static boolean isImageName(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot >= 0 && EXTENSIONS.contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /** The formats that are read, for messages: {@code JPEG, PNG, ... or PNM}. */
  public static String readable() {
    List<String> names = Arrays.stream(ImageFormat.values()).map(Enum::name).toList();
    int last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }

  private static FileKind unsupported(OtherImage image) {
    String name = image.title() + " image";
    return new FileKind(
        Verdict.UNREADABLE_IMAGE, name, name + ", not supported (convert it to JPEG or PNG)");
  }

  private static FileKind noImage(byte[] start) {
    if (Signature.has(start, 0, LFS_POINTER)) {
      return new FileKind(
          Verdict.UNREADABLE_IMAGE,
          "Git LFS pointer",
          "Git LFS pointer: the file itself has not been fetched (run git lfs pull)");
    }
    if (ANNEX_POINTERS.stream().anyMatch(path -> Signature.has(start, 0, path))) {
      return new FileKind(
          Verdict.UNREADABLE_IMAGE,
          "git-annex pointer",
          "git-annex pointer: the file itself has not been fetched (run git annex get)");
    }
    return OtherFile.of(start)
        .map(OtherFile::title)
        .or(() -> TextFile.kind(start))
        .map(name -> none(name, capitalised(name) + ", no image"))
        .orElseGet(() -> unknown(start));
  }

  private static FileKind unknown(byte[] start) {
    int shown = Math.min(SHOWN_BYTES, start.length);
    return none(
        "file of unknown format",
        "File of unknown format: starts with "
            + HexFormat.ofDelimiter(" ").formatHex(start, 0, shown)
            + " (must be "
            + readable()
            + ")");
  }

  private static FileKind none(String name, String reason) {
    return new FileKind(Verdict.NO_IMAGE, name, reason);
  }

  private static String capitalised(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
