package io.github.heatmill.job.support;

import java.io.FilterOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Redirects what this thread, and those that it starts, print to standard output until this is
 * closed. Other threads are not disturbed.
 */
final class StandardOutput implements AutoCloseable {
  private static final PrintStream ORIGINAL = System.out;
  private static final InheritableThreadLocal<PrintStream> CURRENT = new InheritableThreadLocal<>();

  static {
    System.setOut(new PrintStream(new Redirected(), true, StandardCharsets.UTF_8));
  }

  private final PrintStream before = current();

  private StandardOutput(PrintStream stream) {
    CURRENT.set(stream);
  }

  static StandardOutput to(PrintStream stream) {
    return new StandardOutput(stream);
  }

  private static PrintStream current() {
    PrintStream stream = CURRENT.get();
    return stream == null ? ORIGINAL : stream;
  }

  @Override
  public void close() {
    CURRENT.set(before);
  }

  private static final class Redirected extends FilterOutputStream {
    Redirected() {
      super(OutputStream.nullOutputStream());
    }

    @Override
    public void write(int one) {
      current().write(one);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      current().write(bytes, offset, length);
    }

    @Override
    public void flush() {
      current().flush();
    }
  }
}
