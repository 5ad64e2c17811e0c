package io.github.heatmill.image.format;

import static io.github.heatmill.image.format.Signature.at;
import static io.github.heatmill.image.format.Signature.starts;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Image formats that are known and not read. */
enum OtherImage {
  HEIC("HEIC", brands("heic", "heix", "hevc", "hevx", "heim", "heis"), "heic", "heif", "hif"),
  AVIF("AVIF", brands("avif", "avis"), "avif"),
  // The brand of HEIC's and AVIF's container says nothing more; phones write HEIC.
  HEIF("HEIF", brands("mif1", "msf1", "miaf"), "heifs"),
  JPEG_2000(
      "JPEG 2000",
      at(4, "jP  \r\n\u0087\n").or(starts("\u00ffO\u00ffQ")),
      "jp2",
      "j2k",
      "jpf",
      "jpx",
      "j2c"),
  JPEG_XL("JPEG XL", at(4, "JXL \r\n\u0087\n").or(starts("\u00ff\n")), "jxl"),
  JPEG_XR("JPEG XR", starts("II\u00bc"), "jxr", "wdp"),
  PSD("Photoshop", starts("8BPS"), "psd", "psb"),
  DICOM("DICOM", at(128, "DICM"), "dcm", "dicom"),
  OPEN_EXR("OpenEXR", starts("v/1\u0001"), "exr"),
  RADIANCE("Radiance HDR", starts("#?RADIANCE").or(starts("#?RGBE")), "hdr"),
  FITS("FITS", starts("SIMPLE  ="), "fits"),
  ICON("Windows icon", OtherImage::isIcon, "ico", "cur"),
  APPLE_ICON("Apple icon", starts("icns"), "icns"),
  POSTSCRIPT(
      "PostScript", starts("%!PS-Adobe").or(starts("\u00c5\u00d0\u00d3\u00c6")), "eps", "ps"),
  DDS("DirectDraw", starts("DDS |"), "dds"),
  PAM("PAM", starts("P7\n"), "pam"),
  PFM("PFM", OtherImage::isPfm, "pfm"),
  QOI("QOI", starts("qoif"), "qoi"),
  FARBFELD("farbfeld", starts("farbfeld"), "ff"),
  MNG("MNG", starts("\u008aMNG").or(starts("\u008bJNG")), "mng", "jng"),
  SGI("SGI", OtherImage::isSgi, "sgi", "rgb", "bw"),
  SUN_RASTER("Sun raster", starts("\u0059\u00a6\u006a\u0095"), "ras"),
  PCX("PCX", OtherImage::isPcx, "pcx"),
  DCX("DCX", starts("\u00b1h\u00de:"), "dcx"),
  IFF("IFF", starts("FORM").and(OtherImage::isIffForm), "iff", "lbm"),
  DJVU("DjVu", starts("AT&TFORM"), "djvu"),
  XBM("XBM", OtherImage::isXbm, "xbm"),
  XPM("XPM", starts("/* XPM */"), "xpm"),
  WINDOWS_METAFILE("Windows metafile", OtherImage::isMetafile, "wmf", "emf"),
  BPG("BPG", starts("BPG\u00fb"), "bpg"),
  FLIF("FLIF", starts("FLIF"), "flif"),
  RAW_FUJIFILM("Fujifilm raw", starts("FUJIFILM"), "raf"),
  RAW_CANON("Canon raw", at(4, "ftypcrx "), "cr3"),
  SVG("SVG", OtherImage::isSvg, "svg"),
  // Its header has no mark, so it is tried last; Truevision's own readers do the same.
  TGA("TGA", OtherImage::isTga, "tga");

  private static final Pattern XBM_WIDTH = Pattern.compile("\\s*#define\\s+\\S*_width\\s");
  private static final Pattern SVG_ROOT =
      Pattern.compile("(?s)(?:<\\?xml.*|<!DOCTYPE svg.*|<!--.*)?<(?:svg|\\w+:svg)[\\s/>].*");
  private static final Pattern PFM_HEADER = Pattern.compile("P[Ff]\\s+\\d+\\s+\\d+\\s");
  private static final List<String> IFF_FORMS =
      List.of("ILBM", "PBM ", "ACBM", "RGB8", "RGBN", "DEEP", "TVPP", "IFRM");

  private final String title;
  private final Signature signature;
  private final List<String> extensions;

  OtherImage(String title, Signature signature, String... extensions) {
    this.title = title;
    this.signature = signature;
    this.extensions = List.of(extensions);
  }

  /** The format that a file's first bytes announce. */
  static Optional<OtherImage> of(byte[] start) {
    return Arrays.stream(values()).filter(format -> format.signature.matches(start)).findFirst();
  }

  /** The name that people use. */
  String title() {
    return title;
  }

  /** The usual extensions of file names, in lower case and without the dot. */
  List<String> extensions() {
    return extensions;
  }

  /** The brands of ISO's container of media. */
  private static Signature brands(String... brands) {
    return start -> Stream.of(brands).anyMatch(brand -> Signature.has(start, 4, "ftyp" + brand));
  }

  // Reserved, type, and the number of pictures, of which each has a reserved byte.
  private static boolean isIcon(byte[] start) {
    boolean header = Signature.has(start, 0, "\0\0\1\0") || Signature.has(start, 0, "\0\0\2\0");
    return header && start.length > 22 && start[4] > 0 && start[5] == 0 && start[9] == 0;
  }

  private static boolean isPfm(byte[] start) {
    return PFM_HEADER.matcher(TextFile.text(start)).lookingAt();
  }

  private static boolean isSgi(byte[] start) {
    return Signature.has(start, 0, "\u0001\u00da")
        && start.length > 4
        && (start[2] | 1) == 1
        && (start[3] == 1 || start[3] == 2);
  }

  private static boolean isPcx(byte[] start) {
    return start.length > 65
        && start[0] == 10
        && start[1] >= 0
        && start[1] <= 5
        && start[2] == 1
        && Integer.bitCount(start[3]) == 1
        && start[64] == 0;
  }

  private static boolean isIffForm(byte[] start) {
    return IFF_FORMS.stream().anyMatch(form -> Signature.has(start, 8, form));
  }

  private static boolean isXbm(byte[] start) {
    return XBM_WIDTH.matcher(TextFile.text(start)).lookingAt();
  }

  private static boolean isMetafile(byte[] start) {
    return Signature.has(start, 0, "\u00d7\u00cd\u00c6\u009a")
        || Signature.has(start, 0, "\1\0\0\0") && Signature.has(start, 40, " EMF");
  }

  private static boolean isSvg(byte[] start) {
    return SVG_ROOT.matcher(TextFile.withoutMark(start)).matches();
  }

  /** Plausible values in each field of the header: palette, kind, size and bits of a pixel. */
  private static boolean isTga(byte[] start) {
    if (start.length < 18) {
      return false;
    }
    int palette = start[1];
    int kind = start[2] & ~8; // Without the bit for run lengths.
    int bits = start[16];
    boolean plain = palette == 0 && start[5] == 0 && start[6] == 0;
    boolean coloured = palette == 1 && (start[7] == 16 || start[7] == 24 || start[7] == 32);
    boolean depth = bits == 8 || bits == 16 || kind == 2 && (bits == 24 || bits == 32);
    boolean size = (start[12] | start[13]) != 0 && (start[14] | start[15]) != 0;
    boolean kinds = kind == 1 && coloured || (kind == 2 || kind == 3) && plain;
    return kinds && depth && size && start[13] < 64 && start[15] < 64 && (start[17] & 0xc0) == 0;
  }
}
