package io.github.heatmill.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.image.decode.ImageDecoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests the conditions of an executor: other class loaders, many threads, serialisation. */
class ExecutorTest {
  @Test
  void readersAreFoundThroughAnotherClassLoader() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader own = thread.getContextClassLoader();
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    // As on an executor: neither the system's nor the context's loader knows the jars.
    try (URLClassLoader jars = new URLClassLoader(classPath(), platform)) {
      thread.setContextClassLoader(platform);
      Class<?> decoder = jars.loadClass(ImageDecoder.class.getName());
      Object instance = decoder.getConstructor().newInstance();
      for (String name : List.of("cmyk.jpg", "jpeg.tif", "alpha.webp", "rgb.png")) {
        Object pixels =
            decoder
                .getMethod("decode", byte[].class)
                .invoke(instance, (Object) Fixtures.bytes("decode/" + name));
        assertThat(pixels).hasToString("Pixels[24 x 16]");
        assertThat(pixels.getClass()).isNotEqualTo(Pixels.class);
      }
    } finally {
      thread.setContextClassLoader(own);
    }
  }

  @Test
  void oneDecoderServesManyThreads() {
    ImageDecoder decoder = new ImageDecoder();
    List<String> names = List.of("420.jpg", "cmyk.jpg", "lzw.tif", "alpha.webp", "rgb.png");
    List<Pixels> expected =
        names.stream().map(name -> decoder.decode(Fixtures.bytes("decode/" + name))).toList();
    assertThat(
            IntStream.range(0, 500)
                .parallel()
                .mapToObj(i -> Fixtures.bytes("decode/" + names.get(i % names.size())))
                .map(decoder::decode)
                .toList())
        .isEqualTo(IntStream.range(0, 500).mapToObj(i -> expected.get(i % 5)).toList());
  }

  @Test
  void decoderAndPreprocessingAreSerializable() throws Exception {
    for (Object value : List.of(new ImageDecoder(1000), Preprocessing.imageNet())) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(value);
      }
      ByteArrayInputStream written = new ByteArrayInputStream(bytes.toByteArray());
      try (ObjectInputStream in = new ObjectInputStream(written)) {
        assertThat(in.readObject()).isEqualTo(value);
      }
    }
  }

  private static URL[] classPath() throws Exception {
    String[] entries =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
            .split(File.pathSeparator);
    URL[] urls = new URL[entries.length];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = Path.of(entries[i]).toUri().toURL();
    }
    return urls;
  }
}
