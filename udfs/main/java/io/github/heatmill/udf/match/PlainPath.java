package io.github.heatmill.udf.match;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One spelling for all spellings of a path: {@code file:///d/a.jpg}, {@code /d/./a.jpg}, {@code
 * \d\a.jpg} and {@code d/%61.jpg} are all {@code d/a.jpg}. Letters with accents are composed (NFC).
 */
public final class PlainPath {
  private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:(?=/)");
  private static final int HEX = 16;

  private PlainPath() {}

  /** The path in the common spelling, without a slash at its start. */
  public static String of(String path) {
    if (isPlain(path)) {
      return path;
    }
    String decoded = decoded(path.replace('\\', '/'));
    String composed = Normalizer.normalize(decoded, Normalizer.Form.NFC);
    List<String> parts = new ArrayList<>();
    for (String part : SCHEME.matcher(composed).replaceFirst("").split("/")) {
      if (part.equals("..")) {
        if (!parts.isEmpty()) {
          parts.remove(parts.size() - 1);
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  /** Whether nothing would change; most paths of most files are like this. */
  private static boolean isPlain(String path) {
    char before = '/';
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean atStart = before == '/' && (c == '/' || c == '.');
      if (atStart || c > '~' || c == '\\' || c == '%' || c == ':') {
        return false;
      }
      before = c;
    }
    return !path.endsWith("/");
  }

  /** The path without the percent signs of URLs, if all of them together give UTF-8. */
  private static String decoded(String path) {
    if (path.indexOf('%') < 0) {
      return path;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] encoded = path.getBytes(StandardCharsets.UTF_8);
    try {
      for (int i = 0; i < encoded.length; i++) {
        if (encoded[i] == '%') {
          bytes.write(
              Integer.parseInt(new String(encoded, i + 1, 2, StandardCharsets.US_ASCII), HEX));
          i += 2;
        } else {
          bytes.write(encoded[i]);
        }
      }
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException | RuntimeException e) {
      return path; // A percent sign that is meant as such.
    }
  }
}
