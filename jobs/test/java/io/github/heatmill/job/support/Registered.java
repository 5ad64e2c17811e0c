package io.github.heatmill.job.support;

import io.github.heatmill.method.SaliencyMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * More methods, for as long as this is open: what spark-submit makes of {@code --jars}. The other
 * tests do not see them.
 */
public final class Registered {
  static final String SERVICE = "META-INF/services/" + SaliencyMethod.class.getName();

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private final URLClassLoader loader;
  private final OwnSpark own;

  private Registered(Path jar) {
    try {
      loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.currentThread().setContextClassLoader(loader);
    own = OwnSpark.with(Map.of()); // The executor of the shared session does not know the classes.
  }

  /** The methods of a jar. */
  public static Registered of(Path jar) {
    return new Registered(jar);
  }

  /** A method that is on the class path already. */
  public static Registered of(Path folder, Class<? extends SaliencyMethod> method) {
    byte[] line = method.getName().getBytes(StandardCharsets.UTF_8);
    Demo.write(folder.resolve("services").resolve(SERVICE), line);
    return new Registered(folder.resolve("services"));
  }

  public void close() {
    own.close();
    Thread.currentThread().setContextClassLoader(before);
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
