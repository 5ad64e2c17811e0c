package io.github.heatmill.udf.request;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The SHA-256 hash of the content of a file.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Sha256(String hex) {
  private static final String FORM = "[0-9a-f]{64}";
  private static final int SHOWN_DIGITS = 12;
  private static final int BUFFER = 1 << 16;

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
  static Sha256 of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return new Sha256(HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JVM has SHA-256", e);
    }
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
