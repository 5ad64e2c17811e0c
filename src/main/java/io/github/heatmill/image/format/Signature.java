package io.github.heatmill.image.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Tells files of a kind by their first bytes. */
@FunctionalInterface
public interface Signature {
  /** Whether the first bytes of a file are those of this kind. */
  boolean matches(byte[] start);

  /** Files that begin with the bytes of a text in ISO 8859-1. */
  static Signature starts(String bytes) {
    return at(0, bytes);
  }

  /** Files that have the bytes of a text in ISO 8859-1 at this place. */
  static Signature at(int offset, String bytes) {
    return start -> has(start, offset, bytes);
  }

  /** Files that both match. */
  default Signature and(Signature other) {
    return start -> matches(start) && other.matches(start);
  }

  /** Files that one of the two matches. */
  default Signature or(Signature other) {
    return start -> matches(start) || other.matches(start);
  }

  /** Whether the bytes from {@code offset} on are those of an ISO 8859-1 text. */
  static boolean has(byte[] bytes, int offset, String text) {
    byte[] expected = text.getBytes(StandardCharsets.ISO_8859_1);
    int end = offset + expected.length;
    return end <= bytes.length && Arrays.equals(expected, Arrays.copyOfRange(bytes, offset, end));
  }
}
