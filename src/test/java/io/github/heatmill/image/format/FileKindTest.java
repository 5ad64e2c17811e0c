package io.github.heatmill.image.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.heatmill.image.Fixtures;
import io.github.heatmill.image.format.FileKind.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileKindTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.jpg",
        "a.JPEG",
        "a.jpe",
        "a.jfif",
        "s3a://b/c.d/a.Png",
        "a.b.gif",
        "a.bmp",
        "a.tif",
        "a.TIFF",
        "a.webp",
        "a.ppm",
        "a.pgm",
        "a.PBM",
        "a.pnm",
        "a.heic",
        "a.AVIF",
        "a.jp2",
        "a.jxl",
        "a.psd",
        "a.dcm",
        "a.svg",
        "..jpg"
      })
  void namesOfImagesAreKnownByTheirExtensionEvenIfTheFormatIsNotRead(String name) {
    assertThat(FileKind.isImageName(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.txt", "a.jpg.crc", "jpg", "a", "", "a.", ".", "labels.csv", "a.pdf"})
  void allOtherNamesSayNothing(String name) {
    assertThat(FileKind.isImageName(name)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "420.jpg, JPEG",
    "rgb.png, PNG",
    "two-frames.gif, GIF",
    "rgb.bmp, BMP",
    "rgb.tif, TIFF",
    "lossy.webp, WEBP"
  })
  void anImageIsKnownByItsFirstBytes(String fixture, ImageFormat format) {
    byte[] start = Arrays.copyOf(Fixtures.bytes("decode/" + fixture), 64);
    assertThat(ImageFormat.of(start)).contains(format);
    assertThat(FileKind.of(start)).isEqualTo(new FileKind(Verdict.IMAGE, format + " image", ""));
  }

  static Stream<Arguments> theFirstBytesOfRareKindsOfAFormatCountToo() {
    return Stream.of(
        arguments("P6 2 2 255 ", "PNM"),
        arguments("P5\n# by a scanner\n2 2\n255\n", "PNM"),
        arguments("P1\t2", "PNM"),
        arguments("II+^\b^^^", "TIFF"),
        arguments("MM^+^\b^^", "TIFF"),
        arguments("MM^*^^^\b", "TIFF"),
        arguments("GIF87a", "GIF"));
  }

  @ParameterizedTest
  @MethodSource
  void theFirstBytesOfRareKindsOfAFormatCountToo(String start, ImageFormat format) {
    assertThat(ImageFormat.of(bytes(start))).contains(format);
  }

  static Stream<Arguments> anImageOfAnotherFormatIsNamedWithWhatToDo() {
    return Stream.of(
        arguments("^^^\u0018ftypheic^^^^mif1heic", "HEIC"),
        arguments("^^^\u0020ftypavif^^^^avifmif1", "AVIF"),
        arguments("^^^\u0018ftypmif1^^^^mif1", "HEIF"),
        arguments("^^^\fjP  \r\n\u0087\n", "JPEG 2000"),
        arguments("\u00ffO\u00ffQ^/", "JPEG 2000"),
        arguments("^^^\fJXL \r\n\u0087\n", "JPEG XL"),
        arguments("\u00ff\n\u00fa", "JPEG XL"),
        arguments("II\u00bc\u0001", "JPEG XR"),
        arguments("8BPS^\u0001", "Photoshop"),
        arguments("v/1\u0001\u0002", "OpenEXR"),
        arguments("#?RADIANCE\n", "Radiance HDR"),
        arguments("SIMPLE  =                    T", "FITS"),
        arguments("^^\u0001^\u0001^\u0020\u0020^^^^^^^^^^^^^^^", "Windows icon"),
        arguments("icns^^", "Apple icon"),
        arguments("%!PS-Adobe-3.0 EPSF-3.0", "PostScript"),
        arguments("DDS |^^^", "DirectDraw"),
        arguments("P7\nWIDTH 2", "PAM"),
        arguments("Pf\n2 2\n-1.0\n", "PFM"),
        arguments("qoif^^", "QOI"),
        arguments("#define image_width 16", "XBM"),
        arguments("<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        arguments("\u00ef\u00bb\u00bf<?xml version='1.0'?>\n<!-- a --><svg:svg/>", "SVG"),
        arguments("^^\u0002^^^^^^^^^\u0010^\u0010^\u0018\u0020", "TGA"),
        arguments("^^\n^^^^^^^^^\u0010^\u0010^\u0020\b", "TGA"));
  }

  @ParameterizedTest
  @MethodSource
  void anImageOfAnotherFormatIsNamedWithWhatToDo(String start, String title) {
    FileKind kind = FileKind.of(bytes(start));
    assertThat(kind.verdict()).isEqualTo(Verdict.UNREADABLE_IMAGE);
    assertThat(kind.name()).isEqualTo(title + " image");
    assertThat(kind.reason())
        .isEqualTo(title + " image, not supported (convert it to JPEG or PNG)");
  }

  @Test
  void dicomIsKnownByItsMarkBehindThePreamble() {
    byte[] start = new byte[200];
    System.arraycopy(bytes("DICM"), 0, start, 128, 4);
    assertThat(FileKind.of(start).name()).isEqualTo("DICOM image");
  }

  @Test
  void pointersToFilesThatHaveNotBeenFetchedSayHowToFetchThem() {
    FileKind lfs =
        FileKind.of(bytes("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 1\n"));
    assertThat(lfs.verdict()).isEqualTo(Verdict.UNREADABLE_IMAGE);
    assertThat(lfs.reason())
        .isEqualTo("Git LFS pointer: the file itself has not been fetched (run git lfs pull)");
    assertThat(FileKind.of(bytes("/annex/objects/SHA256E-s1--aa.jpg\n")).reason())
        .isEqualTo("git-annex pointer: the file itself has not been fetched (run git annex get)");
  }

  static Stream<Arguments> anythingElseIsNamedAsWhatItIs() {
    return Stream.of(
        arguments("Not Found", "text file"),
        arguments("BMW is no bitmap, and neither is this text", "text file"),
        arguments("P3 is a processor", "text file"),
        arguments("caf\u00c3\u00a9", "text file"),
        arguments("\u00ff\u00fei^m^a^g^e^", "text file"),
        arguments("image,label\na.jpg,3\n", "text file"),
        arguments("{\"images\": []}", "JSON file"),
        arguments("[1, 2]", "JSON file"),
        arguments("[images]\npath=a", "text file"),
        arguments("<!DOCTYPE html><title>404</title>", "HTML page"),
        arguments("\n<HTML><body>", "HTML page"),
        arguments("<?xml version='1.0'?><annotation/>", "XML file"),
        arguments("<annotation><object></object></annotation>", "XML file"),
        arguments("PK\u0003\u0004", "zip archive"),
        arguments("\u001f\u008b\b", "gzip archive"),
        arguments("%PDF-1.7", "PDF document"),
        arguments("^^^\u0020ftypisom", "MP4 or QuickTime video"),
        arguments("RIFF^^^^AVI LIST", "AVI video"),
        arguments("RIFF^^^^WAVEfmt ", "WAV sound"),
        arguments("PAR1\u0015", "Parquet file"),
        arguments("\u0093NUMPY\u0001", "NumPy array"),
        arguments("^\u0005\u0016\u0007^\u0002", "macOS attributes of another file"));
  }

  @ParameterizedTest
  @MethodSource
  void anythingElseIsNamedAsWhatItIs(String start, String name) {
    FileKind kind = FileKind.of(bytes(start));
    assertThat(kind.verdict()).isEqualTo(Verdict.NO_IMAGE);
    assertThat(kind.name()).isEqualTo(name);
    assertThat(kind.reason()).isEqualToIgnoringCase(name + ", no image");
  }

  @Test
  void aTarIsKnownByItsMarkBehindTheFirstName() {
    byte[] start = new byte[512];
    System.arraycopy(bytes("a.jpg"), 0, start, 0, 5);
    System.arraycopy(bytes("ustar"), 0, start, 257, 5);
    assertThat(FileKind.of(start).name()).isEqualTo("tar archive");
  }

  @Test
  void theBytesOfAnUnknownFileAreShown() {
    assertThat(FileKind.of(new byte[0]).reason()).isEqualTo("Empty file, no image (0 bytes)");
    assertThat(FileKind.of(new byte[] {1, 2, -3}).reason())
        .isEqualTo(
            "File of unknown format: starts with 01 02 fd"
                + " (must be JPEG, PNG, GIF, BMP, TIFF, WEBP or PNM)");
  }

  @Test
  void anyBytesGetAVerdictWithAReasonUnlessTheyAreAnImage() {
    Random random = new Random(5);
    List<byte[]> starts =
        List.of(bytes("RIFF"), bytes("P6 "), bytes("<"), bytes("BM"), bytes("II"));
    for (int round = 0; round < 2000; round++) {
      byte[] any = new byte[random.nextInt(300)];
      random.nextBytes(any);
      byte[] start = starts.get(round % starts.size());
      System.arraycopy(start, 0, any, 0, Math.min(start.length, any.length));
      FileKind kind = FileKind.of(any);
      assertThat(kind.name()).isNotEmpty();
      assertThat(kind.reason().isEmpty()).isEqualTo(kind.verdict() == Verdict.IMAGE);
      assertThat(ImageFormat.of(any).isPresent()).isEqualTo(kind.verdict() == Verdict.IMAGE);
    }
  }

  /** The bytes of a text in ISO 8859-1, where ^ stands for a byte 0. */
  private static byte[] bytes(String text) {
    return text.replace('^', '\0').getBytes(StandardCharsets.ISO_8859_1);
  }
}
