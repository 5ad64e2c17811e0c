package io.github.heatmill.image.decode;

import io.github.heatmill.image.Pixels;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Decodes files for scripts/python/compare_images.py: reads paths that end with a byte 0, and
 * answers each with a line, {@code decoded WIDTH HEIGHT} followed by red, green and blue of each
 * pixel, or {@code refused REASON}.
 */
public final class DecodeCheck {
  private DecodeCheck() {}

  /** Answers until the input ends. */
  public static void main(String[] arguments) throws IOException {
    InputStream paths = new BufferedInputStream(System.in);
    OutputStream answers = System.out;
    ImageDecoder decoder = new ImageDecoder();
    ByteArrayOutputStream path = new ByteArrayOutputStream();
    for (int next = paths.read(); next >= 0; next = paths.read()) {
      if (next > 0) {
        path.write(next);
      } else {
        answer(decoder, Path.of(path.toString(StandardCharsets.UTF_8)), answers);
        path.reset();
      }
    }
  }

  private static void answer(ImageDecoder decoder, Path file, OutputStream answers)
      throws IOException {
    try {
      Pixels pixels = decoder.decode(Files.readAllBytes(file));
      write(answers, "decoded " + pixels.width() + " " + pixels.height());
      answers.write(pixels.backing());
    } catch (UndecodableException e) {
      write(answers, "refused " + e.getMessage());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      write(answers, "refused without a sentence: " + e);
    }
    answers.flush();
  }

  private static void write(OutputStream answers, String line) throws IOException {
    answers.write((line.replace('\n', ' ') + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
