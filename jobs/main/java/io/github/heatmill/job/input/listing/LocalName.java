package io.github.heatmill.job.input.listing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The name of a local file as text. A name of Linux is a row of bytes, which need not be UTF-8. */
final class LocalName {
  private static final int HEX = 16;

  private LocalName() {}

  /** The path as text; bytes that are not UTF-8 as in {@code caf\xE9.jpg}. */
  static String of(Path path) {
    return isText(path) ? path.toString() : typed(bytes(path));
  }

  /** The reason why no program of Java can open a file of this name; empty if one can. */
  static Optional<String> problem(Path path) {
    if (isText(path)) {
      return Optional.empty();
    }
    return Optional.of(
        isUtf8(bytes(path))
            ? "File name cannot be read in this locale (set LC_ALL=C.UTF-8)"
            : "File name is not UTF-8 (rename the file or its folder, as convmv does)");
  }

  private static boolean isText(Path path) {
    try {
      return Path.of(path.toString()).equals(path);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** The bytes of a name, which its URI has as percent signs and numbers. */
  private static byte[] bytes(Path path) {
    String raw = path.toAbsolutePath().toUri().getRawPath();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) == '%') {
        bytes.write(Integer.parseInt(raw.substring(i + 1, i + 3), HEX));
        i += 2;
      } else {
        bytes.write(raw.charAt(i));
      }
    }
    return bytes.toByteArray();
  }

  private static boolean isUtf8(byte[] name) {
    return typed(name).equals(new String(name, StandardCharsets.UTF_8));
  }

  private static String typed(byte[] name) {
    ByteBuffer left = ByteBuffer.wrap(name);
    CharBuffer read = CharBuffer.allocate(name.length);
    CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    StringBuilder text = new StringBuilder();
    while (left.hasRemaining()) {
      CoderResult result = utf8.reset().decode(left, read, true);
      text.append(read.flip());
      read.clear();
      for (int wrong = result.isError() ? result.length() : 0; wrong > 0; wrong--) {
        text.append(String.format("\\x%02X", left.get()));
      }
    }
    return text.toString();
  }
}
