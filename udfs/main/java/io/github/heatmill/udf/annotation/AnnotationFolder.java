package io.github.heatmill.udf.annotation;

import io.github.heatmill.truth.Annotation;
import io.github.heatmill.truth.AnnotationException;
import io.github.heatmill.truth.format.MaskImage;
import io.github.heatmill.truth.format.PascalVoc;
import io.github.heatmill.udf.image.HadoopFiles;
import io.github.heatmill.udf.match.PathSuffixes;
import io.github.heatmill.udf.match.PlainPath;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Reads annotations from a folder with one file per image, named after the image. For {@code
 * .../cats/1.jpg} it looks for {@code FOLDER/cats/1.xml} first and then for {@code FOLDER/1.xml},
 * so that equal names in different folders are told apart.
 *
 * @param folder any URI of Hadoop's file systems
 * @param format the format of the files
 */
public record AnnotationFolder(String folder, Format format) implements AnnotationSource {

  private static final int MOST_BYTES = 1 << 26; // A mask of 100 megapixels is smaller.

  /** The format of the files in a folder. */
  public enum Format {
    /** {@link PascalVoc}. */
    VOC(".xml"),
    /** {@link MaskImage}. */
    MASKS(".png");

    private final String extension;

    Format(String extension) {
      this.extension = extension;
    }

    /** The end of the names of files, such as {@code .xml}. */
    public String extension() {
      return extension;
    }

    private Annotation read(InputStream in, String name) {
      return this == VOC ? PascalVoc.read(in, name) : MaskImage.read(in, name);
    }
  }

  @Override
  public Optional<Annotation> annotation(String image, Configuration hadoop) {
    return names(image).flatMap(name -> read(name, hadoop).stream()).findFirst();
  }

  /**
   * The names that the file of an image may have below the folder, best first. Letters with accents
   * may be composed in one of the two names and not in the other, or one of them is that of a URL.
   */
  public Stream<String> names(String image) {
    String stem = PathSuffixes.stem(image);
    String above = image.substring(0, Math.max(0, image.lastIndexOf('/')));
    String parent = above.substring(above.lastIndexOf('/') + 1);
    Stream<String> names =
        parent.isEmpty() ? Stream.of(stem) : Stream.of(parent + "/" + stem, stem);
    return names.flatMap(AnnotationFolder::spellings).map(name -> name + format.extension);
  }

  private static Stream<String> spellings(String name) {
    return Stream.of(
            name,
            Normalizer.normalize(name, Form.NFC),
            Normalizer.normalize(name, Form.NFD),
            PlainPath.of(name),
            encoded(name))
        .distinct();
  }

  /** As in a URL. */
  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  private Optional<Annotation> read(String name, Configuration hadoop) {
    URI base = new Path(folder).toUri();
    // Not new Path(folder, name), which takes a name with a colon for a URI.
    Path file = new Path(base.getScheme(), base.getAuthority(), base.getPath() + "/" + name);
    try (InputStream in = new ByteArrayInputStream(HadoopFiles.bytes(file, hadoop, MOST_BYTES))) {
      return Optional.of(format.read(in, file.toString()));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new AnnotationException(
          "Annotation cannot be read: " + file + " (" + e.getMessage() + ")", e);
    }
  }
}
