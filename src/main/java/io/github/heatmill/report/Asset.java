package io.github.heatmill.report;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Properties;
import java.util.stream.Stream;

/** A file that the program brings and a page contains. */
record Asset(String text) {
  private static final String VEGA_VERSION = "/META-INF/maven/org.webjars/vega/pom.properties";
  private static final String VEGA = "/META-INF/resources/webjars/vega/%s/vega.min.js";

  /** Files of this package's own, one after the other. */
  static Asset own(String... names) {
    return new Asset(
        Stream.of(names).map(name -> at("/heatmill/report/" + name).text()).collect(joining("\n")));
  }

  /** The library that draws charts. */
  static Asset vega() {
    return at(VEGA.formatted(vegaVersion()));
  }

  /** Which Vega it is. */
  static String vegaVersion() {
    try (InputStream file = open(VEGA_VERSION)) {
      Properties properties = new Properties();
      properties.load(file);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How a Content-Security-Policy names this text. */
  String source() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Missing SHA-256, which every Java has", e);
    }
  }

  private static Asset at(String path) {
    try (InputStream file = open(path)) {
      return new Asset(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String path) {
    InputStream file = Asset.class.getResourceAsStream(path);
    if (file == null) {
      throw new IllegalStateException(
          "Missing resource: " + path + " (the class path must hold all jars of Heatmill)");
    }
    return file;
  }
}
