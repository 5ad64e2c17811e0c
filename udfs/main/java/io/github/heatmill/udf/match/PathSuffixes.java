package io.github.heatmill.udf.match;

import java.util.stream.Stream;

/**
 * The names by which the files of a dataset may refer to an image: its whole URI, or the part after
 * any slash, such as {@code cats/1.jpg} or {@code 1.jpg}.
 */
public final class PathSuffixes {

  private PathSuffixes() {}

  /** The names, longest first, so that equal names in different folders are told apart. */
  public static Stream<String> of(String image) {
    return Stream.iterate(
        image, rest -> rest != null, rest -> rest.contains("/") ? afterSlash(rest) : null);
  }

  private static String afterSlash(String path) {
    return path.substring(path.indexOf('/') + 1);
  }

  /** The file name without folders and extension. */
  public static String stem(String image) {
    return withoutExtension(image.substring(image.lastIndexOf('/') + 1));
  }

  /** The path without the extension. A dot at the start of the file name begins no extension. */
  public static String withoutExtension(String image) {
    int dot = image.lastIndexOf('.');
    return dot > image.lastIndexOf('/') + 1 ? image.substring(0, dot) : image;
  }
}
