package io.github.heatmill.udf.annotation;

import java.util.stream.Stream;

/**
 * The names by which a dataset's files may speak of an image: its whole URI, or what is left of it
 * after any slash, such as {@code cats/1.jpg} or {@code 1.jpg}.
 */
public final class PathSuffixes {

  private PathSuffixes() {}

  /** Longest first, so that equal names in different folders stay apart. */
  public static Stream<String> of(String image) {
    return Stream.iterate(
        image, rest -> rest != null, rest -> rest.contains("/") ? afterSlash(rest) : null);
  }

  private static String afterSlash(String path) {
    return path.substring(path.indexOf('/') + 1);
  }

  /** The file's name without folders and extension. */
  public static String stem(String image) {
    return withoutExtension(image.substring(image.lastIndexOf('/') + 1));
  }

  /** The path without what follows the last dot of the file's name; a leading dot stays. */
  public static String withoutExtension(String image) {
    int dot = image.lastIndexOf('.');
    return dot > image.lastIndexOf('/') + 1 ? image.substring(0, dot) : image;
  }
}
