package io.github.heatmill.job.csv;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How a CSV file is written, judged by its first bytes.
 *
 * @param encoding UTF-8 or UTF-16
 * @param separator a comma, a semicolon, a tab or a vertical bar: the one that comes most often in
 *     the first line, outside of quotes
 */
record CsvForm(Charset encoding, char separator) {
  /** The number of first bytes that decide. */
  static final int START_BYTES = 1 << 16;

  private static final String SEPARATORS = ",;\t|";

  private static final List<byte[]> WIDE_MARKS =
      List.of(
          new byte[] {(byte) 0xff, (byte) 0xfe, 0, 0}, new byte[] {0, 0, (byte) 0xfe, (byte) 0xff});

  /** The form of a file; empty if it is neither UTF-8 nor UTF-16. */
  static Optional<CsvForm> of(byte[] start) {
    if (isUtf32(start)) {
      return Optional.empty();
    }
    Charset encoding = encoding(start);
    CharBuffer text = CharBuffer.allocate(start.length);
    // The last character may go on after the first bytes, which is no error here.
    boolean valid =
        !encoding.newDecoder().decode(ByteBuffer.wrap(start), text, false /* end */).isError();
    return valid
        ? Optional.of(new CsvForm(encoding, separator(text.flip().toString())))
        : Optional.empty();
  }

  private static Charset encoding(byte[] start) {
    if (start.length > 1 && (start[0] & 0xff) == 0xff && (start[1] & 0xff) == 0xfe) {
      return StandardCharsets.UTF_16; // Reads the mark.
    }
    if (start.length > 1 && (start[0] & 0xff) == 0xfe && (start[1] & 0xff) == 0xff) {
      return StandardCharsets.UTF_16;
    }
    int[] zeros = new int[2];
    for (int i = 0; i < start.length; i++) {
      zeros[i % 2] += start[i] == 0 ? 1 : 0;
    }
    // Without a mark, every other byte of the header is 0.
    if (zeros[0] + zeros[1] > start.length / 4) {
      return zeros[1] > zeros[0] ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }
    return StandardCharsets.UTF_8;
  }

  /** The byte order mark of UTF-32 begins like that of UTF-16. */
  private static boolean isUtf32(byte[] start) {
    return WIDE_MARKS.stream()
        .anyMatch(
            mark ->
                start.length >= mark.length
                    && Arrays.equals(mark, 0, mark.length, start, 0, mark.length));
  }

  private static char separator(String text) {
    int[] counts = new int[SEPARATORS.length()];
    boolean quoted = false;
    for (char c : text.stripLeading().toCharArray()) {
      quoted ^= c == '"';
      if (!quoted && (c == '\n' || c == '\r')) {
        break;
      }
      int kind = quoted ? -1 : SEPARATORS.indexOf(c);
      if (kind >= 0) {
        counts[kind]++;
      }
    }
    int most = 0;
    for (int i = 1; i < counts.length; i++) {
      most = counts[i] > counts[most] ? i : most;
    }
    return SEPARATORS.charAt(most);
  }
}
