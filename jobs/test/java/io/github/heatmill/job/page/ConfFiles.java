package io.github.heatmill.job.page;

import io.github.heatmill.job.support.Demo;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The Spark configurations that come with Heatmill. */
public final class ConfFiles {
  private static final Path FOLDER = Path.of("../conf").toAbsolutePath().normalize();

  private ConfFiles() {}

  static List<String> names() {
    return Demo.names(FOLDER).stream().filter(name -> name.endsWith(".conf")).toList();
  }

  /** The settings of one, as spark-submit reads them. */
  public static Map<String, String> settings(String name) {
    Properties read = new Properties();
    try (Reader in = Files.newBufferedReader(FOLDER.resolve(name))) {
      read.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> settings = new TreeMap<>();
    read.stringPropertyNames().forEach(key -> settings.put(key, read.getProperty(key).strip()));
    return settings;
  }
}
