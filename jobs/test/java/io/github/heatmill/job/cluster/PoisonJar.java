package io.github.heatmill.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.Demo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;

/**
 * A reader of WebP pictures with two faults, as native ones have them: one file ends the process,
 * another recurses until the stack is full. It takes the place of the reader that Heatmill uses
 * wherever its jar comes first on the class path.
 */
final class PoisonJar {
  private static final String NAME = "com/twelvemonkeys/imageio/plugins/webp/WebPImageReaderSpi";

  private static final String SOURCE =
      """
      package com.twelvemonkeys.imageio.plugins.webp;

      import java.awt.image.BufferedImage;
      import java.io.IOException;
      import java.util.Iterator;
      import java.util.List;
      import java.util.Locale;
      import javax.imageio.*;
      import javax.imageio.metadata.IIOMetadata;
      import javax.imageio.spi.ImageReaderSpi;
      import javax.imageio.stream.ImageInputStream;

      public final class WebPImageReaderSpi extends ImageReaderSpi {
        public boolean canDecodeInput(Object source) {
          return true;
        }

        public Class<?>[] getInputTypes() {
          return new Class<?>[] {ImageInputStream.class};
        }

        public String getDescription(Locale locale) {
          return "Poison";
        }

        public ImageReader createReaderInstance(Object extension) {
          return new Reader(this);
        }

        private static final class Reader extends ImageReader {
          Reader(ImageReaderSpi made) {
            super(made);
          }

          public int getNumImages(boolean search) {
            return 1;
          }

          public int getWidth(int index) throws IOException {
            ((ImageInputStream) getInput()).seek(12);
            if (((ImageInputStream) getInput()).readByte() == 'E') {
              Runtime.getRuntime().halt(139); // As after a segmentation fault.
            }
            return getWidth(index);
          }

          public int getHeight(int index) {
            return 0;
          }

          public Iterator<ImageTypeSpecifier> getImageTypes(int index) {
            return List.<ImageTypeSpecifier>of().iterator();
          }

          public IIOMetadata getStreamMetadata() {
            return null;
          }

          public IIOMetadata getImageMetadata(int index) {
            return null;
          }

          public BufferedImage read(int index, ImageReadParam parameters) {
            return null;
          }
        }
      }
      """;

  private PoisonJar() {}

  /** Makes the jar in a folder. */
  static Path in(Path folder) throws IOException {
    Path java = Demo.write(folder.resolve(NAME + ".java"), SOURCE.getBytes(StandardCharsets.UTF_8));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    run("javac", "-proc:none", "-d", classes.toString(), java.toString());
    Path jar = folder.resolve("poison.jar");
    run("jar", "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
    return jar;
  }

  /** A picture that ends the process. */
  static byte[] ending() {
    return webp("END.");
  }

  /** A picture that recurses. */
  static byte[] recursing() {
    return webp("RECU");
  }

  private static byte[] webp(String chunk) {
    return ("RIFF\f\0\0\0WEBP" + chunk + "\0\0\0\0").getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void run(String tool, String... arguments) {
    ToolProvider found = ToolProvider.findFirst(tool).orElseThrow();
    assertThat(found.run(System.out, System.err, arguments)).isZero();
  }
}
