package io.github.heatmill.image.format;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says what kind of text a file is. */
final class TextFile {
  private static final String MARK = "\u00ef\u00bb\u00bf";
  private static final Pattern JSON = Pattern.compile("(?s)[{\\[]\\s*(?:[\"{\\[\\]}\\d-]|$).*");

  private TextFile() {}

  /** The first bytes of a file as a text in ISO 8859-1. */
  static String text(byte[] start) {
    int length = Math.min(start.length, FileKind.START_BYTES);
    return new String(start, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** The first bytes of a file as a text, without the byte order mark and leading white space. */
  static String withoutMark(byte[] start) {
    String text = text(start);
    return (text.startsWith(MARK) ? text.substring(MARK.length()) : text).stripLeading();
  }

  /** What the text is; empty if the bytes are none. */
  static Optional<String> kind(byte[] start) {
    if (!isText(start)) {
      return Optional.empty();
    }
    String text = withoutMark(start);
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
      return Optional.of("HTML page");
    }
    if (lower.startsWith("<?xml") || lower.startsWith("<") && lower.contains("</")) {
      return Optional.of(lower.contains("<html") ? "HTML page" : "XML file");
    }
    return Optional.of(JSON.matcher(text).matches() ? "JSON file" : "text file");
  }

  /** Whether the bytes are UTF-8 without control characters, or UTF-16 with its mark. */
  private static boolean isText(byte[] start) {
    if (Signature.has(start, 0, "\u00ff\u00fe") || Signature.has(start, 0, "\u00fe\u00ff")) {
      return true;
    }
    int length = Math.min(start.length, FileKind.START_BYTES);
    CharBuffer characters = CharBuffer.allocate(length);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    // The last character may go on after the first bytes, which is no error here.
    boolean valid = !decoder.decode(ByteBuffer.wrap(start, 0, length), characters, false).isError();
    return valid && characters.flip().chars().noneMatch(TextFile::isControl);
  }

  private static boolean isControl(int character) {
    return character < ' ' && "\t\n\r\f\u001b".indexOf(character) < 0;
  }
}
