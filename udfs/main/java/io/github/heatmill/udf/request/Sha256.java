package io.github.heatmill.udf.request;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The SHA-256 hash of the content of a file.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Sha256(String hex) implements Serializable {
  private static final String FORM = "[0-9a-f]{64}";
  private static final int SHOWN_DIGITS = 12;

  /**
   * Parses a hash that the user gives.
   *
   * @param option the option for the error message
   * @throws IllegalArgumentException if the text is no such hash
   */
  public static Sha256 parse(String option, String text) {
    String hex = text.strip().toLowerCase(Locale.ROOT);
    if (!hex.matches(FORM)) {
      throw new IllegalArgumentException(
          "Invalid "
              + option
              + ": "
              + text
              + " (must be the 64 hexadecimal digits that sha256sum prints)");
    }
    return new Sha256(hex);
  }

  /** Computes the hash of a file. */
  public static Sha256 of(Path file) throws IOException {
    try (DigestInputStream in = of(Files.newInputStream(file))) {
      in.transferTo(OutputStream.nullOutputStream());
      return of(in.getMessageDigest());
    }
  }

  /** A stream that computes the hash of what is read from it. */
  static DigestInputStream of(InputStream in) {
    try {
      return new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JVM has SHA-256", e);
    }
  }

  /** The hash of everything that was read. */
  static Sha256 of(MessageDigest digest) {
    return new Sha256(HexFormat.of().formatHex(digest.digest()));
  }

  /**
   * Checks the hash of a file.
   *
   * @throws IllegalArgumentException if the hashes differ
   */
  void expect(Sha256 expected, String file) {
    if (!equals(expected)) {
      throw new IllegalArgumentException(
          "Wrong model: "
              + file
              + " has the SHA-256 "
              + shown()
              + "... (must be "
              + expected.shown()
              + "...; fetch it again, or ask for this one if it is right)");
    }
  }

  private String shown() {
    return hex.substring(0, SHOWN_DIGITS);
  }
}
