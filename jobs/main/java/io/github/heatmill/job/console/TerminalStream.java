package io.github.heatmill.job.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes UTF-8 text to a terminal, where names of files and classes must not move the cursor, set
 * the title, or turn the text around. Control characters, except line breaks and tabs, and the
 * marks that override the direction of text become escapes such as {@code \x1b} and {@code
 * \\u202e}.
 */
public final class TerminalStream extends FilterOutputStream {
  private static final int DELETE = 0x7f;
  private static final String DEVICES = "/dev/";

  /** The bytes of a character that may need an escape, until it is whole. */
  private final byte[] pending = new byte[3];

  private int held;

  private TerminalStream(OutputStream out) {
    super(out);
  }

  /** A stream that escapes what it prints. */
  public static PrintStream around(OutputStream out) {
    return new PrintStream(new TerminalStream(out), true, StandardCharsets.UTF_8);
  }

  /**
   * Makes all output of this process to a terminal pass such a stream. Output to files and pipes
   * stays as it is, since programs read it.
   */
  public static void install() {
    if (isTerminal(1)) {
      System.setOut(around(System.out));
    }
    if (isTerminal(2)) {
      System.setErr(around(System.err));
    }
  }

  /** False only where the system says that a file or a pipe is behind the descriptor. */
  private static boolean isTerminal(int descriptor) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).startsWith(DEVICES);
    } catch (IOException | UnsupportedOperationException e) {
      return true;
    }
  }

  @Override
  public void write(int next) throws IOException {
    int value = next & 0xff;
    if (held > 0 && isContinuation(value)) {
      pending[held++] = (byte) value;
      if (held == length(pending[0])) {
        release(true);
      }
      return;
    }
    release(false);
    if (value == 0xc2 || value == 0xe2) {
      pending[held++] = (byte) value;
    } else if (value == DELETE || value < ' ' && value != '\n' && value != '\t') {
      text("\\x%02x", value);
    } else {
      out.write(value);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      write(bytes[i]);
    }
  }

  @Override
  public void close() throws IOException {
    release(false);
    super.close();
  }

  private static boolean isContinuation(int value) {
    return (value & 0xc0) == 0x80;
  }

  private static int length(byte first) {
    return (first & 0xff) == 0xc2 ? 2 : 3;
  }

  private void release(boolean whole) throws IOException {
    int count = held;
    held = 0;
    if (whole) {
      int character = new String(pending, 0, count, StandardCharsets.UTF_8).charAt(0);
      if (isHarmful(character)) {
        text("\\u%04x", character);
        return;
      }
    }
    out.write(pending, 0, count);
  }

  /** Whether it is a control character, or overrides or isolates the direction of text. */
  private static boolean isHarmful(int character) {
    return Character.isISOControl(character)
        || character >= 0x202a && character <= 0x202e
        || character >= 0x2066 && character <= 0x2069;
  }

  private void text(String format, int value) throws IOException {
    out.write(String.format(Locale.ROOT, format, value).getBytes(StandardCharsets.US_ASCII));
  }
}
